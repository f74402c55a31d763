import type { DeployTimes } from './engine-options.ts';

/**
 * A good release of three pods is live some 5 s after the last of them serves; one that fails is told so within 15 s of the first
 * sign, which leaves 45 s of a minute to go back.
 */
export const DEFAULT_TIMES: DeployTimes = {
  settleMs: 5000,
  deadlineMs: 120_000,
  patienceMs: 10_000,
  leaseMs: 15_000,
  renewMs: 3000,
  lookMs: 5000,
  canaryMs: 600_000,
  askMs: 15_000,
};
