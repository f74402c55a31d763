import type { Group, Subject, Tier, Verdict } from './standard.ts';

/** Which standards a service meets: what `scorecard.json` holds. */
export interface Scorecard {
  readonly service: string;
  readonly owner: string;
  readonly tier: Tier;
  /** Whether every standard that its tier requires is met. */
  readonly passed: boolean;
  readonly verdicts: readonly Verdict[];
}

/** Whether a service of this tier fails without it. */
export const isRequired = ({ requiredFromTier }: Verdict, tier: Tier): boolean => tier <= requiredFromTier;

/** Holds a service to every standard, a group after the other: what one starts is not in another's way. */
export async function makeScorecard(subject: Subject, groups: readonly Group[]): Promise<Scorecard> {
  const { name, owner, tier } = subject.service;
  const verdicts: Verdict[] = [];
  for (const { judge } of groups) verdicts.push(...(await judge(subject)));
  const passed = verdicts.every((verdict) => verdict.problem === null || !isRequired(verdict, tier));
  return { service: name, owner, tier, passed, verdicts };
}
