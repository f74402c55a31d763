import type { Pod } from '../workloads.ts';

/** What kubelet and containerd say of an image that is not there. */
export const imageNotFound = (image: string): string =>
  `rpc error: code = NotFound desc = failed to pull and unpack image "${image}": failed to resolve reference "${image}": ${image}: not found`;

/** … and of one that nobody gave a right to. */
export const imageDenied = (image: string): string =>
  `failed to pull and unpack image "${image}": failed to resolve reference "${image}": pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed`;

/** What the scheduler says where no node has room. */
export const NO_ROOM =
  '0/1 nodes are available: 1 Insufficient cpu. preemption: 0/1 nodes are available: 1 No preemption victims found for incoming pod.';

export const PROBE_ANSWER = 'HTTP probe failed with statuscode: 503';

/** The secret that a container names first, as kubelet misses it. */
export function configMissing({ spec, metadata }: Pod): string {
  const name = /"secretKeyRef":\{[^}]*"name":"(?<name>[^"]+)"/.exec(JSON.stringify(spec.containers))?.groups?.name;
  return `secret "${name ?? metadata.name}" not found`;
}

export const quotaExceeded = (podName: string, pods: number): string =>
  `pods "${podName}" is forbidden: exceeded quota: pods, requested: pods=1, used: pods=${pods}, limited: pods=${pods}`;
