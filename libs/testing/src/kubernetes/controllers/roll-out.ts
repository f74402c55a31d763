import type { Deployment, IntOrPercent } from '../workloads.ts';

/** A ReplicaSet, as far as a rollout looks at it. */
export interface Counts {
  readonly name: string;
  /** Wanted. */
  readonly replicas: number;
  readonly available: number;
}

/** How many pods there may be more, and fewer, than wanted. */
export interface Bounds {
  readonly surge: number;
  readonly unavailable: number;
}

/** One that recreates its pods says nothing of a rolling update. */
export function boundsOf({ spec: { replicas, strategy } }: Deployment): Bounds {
  if (!strategy.rollingUpdate) return { surge: 0, unavailable: replicas };
  const { maxSurge, maxUnavailable } = strategy.rollingUpdate;
  const surge = share(maxSurge, replicas, Math.ceil);
  const unavailable = share(maxUnavailable, replicas, Math.floor);
  return { surge, unavailable: surge + unavailable === 0 ? 1 : unavailable };
}

const share = (value: IntOrPercent, of: number, round: (value: number) => number): number =>
  typeof value === 'number' ? value : round((Number.parseInt(value) * of) / 100);

export interface RollOut {
  readonly wanted: number;
  readonly bounds: Bounds;
  readonly current: Counts;
  /** Those of other templates, oldest first. */
  readonly old: readonly Counts[];
}

/**
 * One step of a rolling update, as Kubernetes' own controller takes it: first new pods as far as the surge allows, else old ones away, those
 * that are not available first.
 *
 * @returns how many replicas each ReplicaSet, by name, is to have; those that stay are left out
 */
export function nextScale({ wanted, bounds, current, old }: RollOut): ReadonlyMap<string, number> {
  const total = sum([current, ...old], ({ replicas }) => replicas);
  const up = Math.min(wanted, current.replicas + Math.max(0, wanted + bounds.surge - total));
  if (up !== current.replicas) return new Map([[current.name, up]]);

  const least = wanted - bounds.unavailable;
  const spare = total - least - (current.replicas - current.available);
  if (spare <= 0) return new Map();
  const [cleaned, unhealthy] = takeAway(old, spare, ({ replicas, available }) => replicas - available);
  const available = sum([current, ...old], (set) => set.available);
  const [scaled] = takeAway(cleaned, Math.min(spare - unhealthy, available - least), ({ replicas }) => replicas);
  return new Map(
    scaled.filter(({ replicas }, at) => replicas !== old[at]?.replicas).map(({ name, replicas }) => [name, replicas]),
  );
}

const sum = (sets: readonly Counts[], of: (set: Counts) => number): number =>
  sets.reduce((total, set) => total + of(set), 0);

/** Takes up to `most` away from the sets in their order. */
function takeAway(
  sets: readonly Counts[],
  most: number,
  from: (set: Counts) => number,
): readonly [readonly Counts[], number] {
  let taken = 0;
  const left = sets.map((set) => {
    const count = Math.max(0, Math.min(from(set), most - taken));
    taken += count;
    return { ...set, replicas: set.replicas - count };
  });
  return [left, taken];
}
