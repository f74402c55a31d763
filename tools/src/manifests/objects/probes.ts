import type { IContainer } from 'kubernetes-models/v1/Container';

const READY = { path: '/readyz', port: 'admin' };
const LIVE = { path: '/livez', port: 'admin' };

/** Seconds. A service is ready within 1 or 2; a second more or less of waiting is felt in each step of a rollout. */
export const probes: Required<Pick<IContainer, 'startupProbe' | 'readinessProbe' | 'livenessProbe'>> = {
  startupProbe: { httpGet: READY, periodSeconds: 1, timeoutSeconds: 1, failureThreshold: 30 },
  // Twice in a row: one slow answer is no reason to take a pod's share to the others.
  readinessProbe: { httpGet: READY, periodSeconds: 2, timeoutSeconds: 2, failureThreshold: 2 },
  // Slow to act: a restart helps a process that hangs, and no other.
  livenessProbe: { httpGet: LIVE, periodSeconds: 10, timeoutSeconds: 5, failureThreshold: 3 },
};
