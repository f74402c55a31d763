import type { IResourceRequirements } from 'kubernetes-models/v1/ResourceRequirements';

import type { Service } from '../../descriptor/service-schema.ts';

const MEBIBYTES = { Ki: 1 / 1024, Mi: 1, Gi: 1024 } as const;

/** `1Gi` is 1024. What stands in a `service.yaml` has one of these units: its schema says so. */
export const mebibytes = (quantity: string): number =>
  Number.parseInt(quantity, 10) * MEBIBYTES[quantity.slice(-2) as keyof typeof MEBIBYTES];

/** The kubelet keeps five files of 10 MiB of a container's log, which count as the pod's storage. */
const LOG_MEBIBYTES = 64;

/**
 * What a container is sure to get, and what it gets at most. Storage is asked for in full: it holds what is in `/tmp` and the
 * logs, and a pod over its limit is evicted.
 */
export function resourcesOf({ resources: { cpu, memory, storage } }: Service): IResourceRequirements {
  const disk = { 'ephemeral-storage': `${Math.ceil(mebibytes(storage)) + LOG_MEBIBYTES}Mi` };
  return {
    requests: { cpu: cpu.request, memory: memory.request, ...disk },
    limits: { cpu: cpu.limit, memory: memory.limit, ...disk },
  };
}

/** Of the memory limit. The rest is for the young generation (32 MiB, decision 14), buffers, code and threads' stacks. */
const HEAP_SHARE = 0.6;

/** What the old generation of the heap may take. */
export const heapMebibytes = ({ resources }: Service): number =>
  Math.floor(mebibytes(resources.memory.limit) * HEAP_SHARE);

/** The heap's limit, which V8 collects hard to keep: it sees the machine's memory, not the container's limit. */
export const nodeOptions = (service: Service): string => `--max-old-space-size=${heapMebibytes(service)}`;
