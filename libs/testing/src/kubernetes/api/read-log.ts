import type { Stored } from '../kube-object.ts';
import type { PodLogs } from '../pod-logs.ts';
import { badRequest } from '../status-error.ts';
import type { ContainerStatus, Pod } from '../workloads.ts';

/**
 * A container's log, as lines.
 *
 * @param query `container`, `previous`, `tailLines`
 * @throws StatusError BadRequest where there is none, and why
 */
export function readLog(logs: PodLogs, pod: Stored<Pod>, query: URLSearchParams): string {
  const { name, uid } = pod.metadata;
  const names = [...pod.spec.containers, ...(pod.spec.initContainers ?? [])].map((container) => container.name);
  const container = query.get('container') ?? String(names[0]);
  if (!names.includes(container)) throw badRequest(`container ${container} is not valid for pod ${name}`);
  const previous = query.get('previous') === 'true';
  const status = statusOf(pod, container);
  const isWaiting = status?.state.waiting !== undefined;
  const lines = logs.read(uid, container, previous && !isWaiting ? 1 : 0);
  if (previous && lines === undefined) {
    throw badRequest(`previous terminated container "${container}" in pod "${name}" not found`);
  }
  if (lines === undefined) throw badRequest(`container "${container}" in pod "${name}" is ${reasonOf(status)}`);
  const tail = Number(query.get('tailLines') ?? Infinity);
  return lines
    .slice(-tail)
    .map((line) => `${line}\n`)
    .join('');
}

const statusOf = ({ status }: Pod, container: string): ContainerStatus | undefined =>
  [...(status.containerStatuses ?? []), ...(status.initContainerStatuses ?? [])].find(({ name }) => name === container);

function reasonOf(status: ContainerStatus | undefined): string {
  const reason = status?.state.waiting?.reason ?? 'ContainerCreating';
  const isImage = reason.includes('ImagePull');
  return `waiting to start: ${isImage ? 'trying and failing to pull image' : reason}`;
}
