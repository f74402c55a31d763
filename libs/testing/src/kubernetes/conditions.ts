import { timestamp } from './timestamp.ts';
import type { Condition } from './workloads.ts';

export type NewCondition = Omit<Condition, 'lastTransitionTime' | 'lastUpdateTime'>;

/** Conditions as they are now: one whose status stays keeps the time at which it came about. */
export function withConditions(
  before: readonly Condition[] | undefined,
  now: readonly NewCondition[],
): readonly Condition[] {
  return now.map((condition) => {
    const old = before?.find(({ type }) => type === condition.type);
    const stays = old?.status === condition.status;
    return { ...condition, lastTransitionTime: stays ? old.lastTransitionTime : timestamp() };
  });
}
