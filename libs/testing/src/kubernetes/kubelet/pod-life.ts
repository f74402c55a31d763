import { createHash } from 'node:crypto';

import type { Container, Pod } from '../workloads.ts';
import type { ContainerLife } from './container-life.ts';

/** What a kubelet remembers of a pod. */
export interface PodLife {
  readonly init: readonly ContainerLife[];
  readonly main: readonly ContainerLife[];
  readonly ip: string;
  readonly startTime: string;
  /** For how many seconds all its containers are ready. */
  readyFor: number;
  /** For how many it ends. */
  endingFor: number;
}

/** @param run the container's first is 0 */
export function containerId({ metadata }: Pod, { name }: Container, run: number): string {
  const hash = createHash('sha256').update(`${String(metadata.uid)}/${name}/${run}`);
  return `containerd://${hash.digest('hex')}`;
}
