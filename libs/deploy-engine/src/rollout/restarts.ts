import type { ContainerStatus, Pod } from '../cluster/objects.ts';
import type { Finding } from '../trouble/finding.ts';
import { podTrouble } from '../trouble/pod-trouble.ts';

/** How often the containers of each pod had been started again. */
export type Restarts = Readonly<Record<string, number>>;

const containersOf = ({ status }: Pod): readonly ContainerStatus[] => status?.containerStatuses ?? [];

const restartsOf = (pod: Pod): number => containersOf(pod).reduce((sum, { restartCount }) => sum + restartCount, 0);

export const countRestarts = (pods: readonly Pod[]): Restarts =>
  Object.fromEntries(pods.map((pod) => [pod.metadata.name, restartsOf(pod)]));

/**
 * What ended although it had served already: a container without a readiness probe counts as available for Kubernetes between
 * one crash and the next.
 *
 * @param before of the moment from which on none may end; pods that came later count from none
 */
export function endedSince(before: Restarts, pods: readonly Pod[]): Finding | null {
  const ended = pods.find((pod) => hasEnded(pod) || restartsOf(pod) > (before[pod.metadata.name] ?? 0));
  if (ended === undefined) return null;
  const trouble = podTrouble(unreadied(ended));
  return trouble === null ? null : { ...trouble, mayLast: 'never' };
}

const hasEnded = (pod: Pod): boolean => containersOf(pod).some(({ state }) => state?.terminated !== undefined);

/** That it serves again excuses nothing here. */
const unreadied = (pod: Pod): Pod => ({
  ...pod,
  status: { ...pod.status, containerStatuses: containersOf(pod).map((one) => ({ ...one, ready: false })) },
});
