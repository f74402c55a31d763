import type { DeployTimes } from './engine-options.ts';

/**
 * A good release is live 5 s after the last of its pods serves. One that fails is known to, by a sign that tells, within 10 s, and by
 * standing still within 40 s, so that what ran before serves again within a minute: its pods have not gone yet.
 */
export const DEFAULT_TIMES: DeployTimes = {
  settleMs: 5000,
  deadlineMs: 40_000,
  patienceMs: 10_000,
  leaseMs: 15_000,
  renewMs: 3000,
  lookMs: 5000,
  canaryMs: 600_000,
  askMs: 15_000,
};
