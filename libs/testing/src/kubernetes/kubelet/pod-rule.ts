import type { Pod } from '../workloads.ts';

/** What becomes of pods. */
export type PodFate =
  | 'ready'
  /** The probe fails: a startup probe ends the container over and over, a readiness probe leaves it. */
  | 'not-ready'
  /** The container ends by itself, over and over. */
  | 'crash'
  /** It ends by itself after it was ready, which counts as available. */
  | 'crash-when-ready'
  | 'out-of-memory'
  | 'image-not-found'
  | 'image-denied'
  | 'config-missing'
  | 'unschedulable'
  /** The first init container ends with an error, over and over; pods that have none come up. */
  | 'init-crash'
  /** No pod is made at all. */
  | 'quota';

export interface PodRule {
  /** Which pods: those with a container of such an image. All, without. */
  readonly image?: RegExp;
  readonly namespace?: string;
  readonly pods: PodFate;
  /** For how many seconds of the cluster's life a container runs until it is ready, or ends; default 1. */
  readonly after?: number;
  /** Default 1. */
  readonly exitCode?: number;
  /** What each run of the container prints. */
  readonly log?: readonly string[];
  /** What the cluster says of it, instead of what real ones say. */
  readonly message?: string;
}

export const COMES_UP: PodRule = { pods: 'ready' };

/** The first rule that is for a pod. */
export function ruleFor({ metadata, spec }: Pick<Pod, 'metadata' | 'spec'>, rules: readonly PodRule[]): PodRule {
  const images = [...spec.containers, ...(spec.initContainers ?? [])].map(({ image }) => image);
  const isFor = ({ image, namespace }: PodRule): boolean =>
    (namespace === undefined || namespace === metadata.namespace) &&
    (image === undefined || images.some((name) => name.search(image) >= 0));
  return rules.find(isFor) ?? COMES_UP;
}
