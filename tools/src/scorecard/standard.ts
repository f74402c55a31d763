import type { Platform } from '../descriptor/platform-schema.ts';
import type { Service } from '../descriptor/service-schema.ts';
import type { Found } from '../sync/find-out-of-step.ts';
import type { Files } from '../workspace/files.ts';

export type Tier = 1 | 2 | 3;

/** What every service is held to. */
export interface Standard {
  /** Stable: what reads `scorecard.json` goes by it. */
  readonly id: string;
  /** A few words, for a table's head. */
  readonly title: string;
  /** What holds for a service that meets it, as a sentence. */
  readonly means: string;
  /** 1: services of tier 1 fail without it; 3: every service does. Others are told. */
  readonly requiredFromTier: Tier;
}

export interface Verdict extends Standard {
  /** What is wrong and what to do; null where the standard is met. */
  readonly problem: string | null;
}

/** Whose facts are looked at, and by what. */
export interface Subject {
  readonly service: Service;
  readonly platform: Platform;
  readonly files: Files;
  readonly workspaceRoot: string;
  /** The service's folder, from the workspace's root. */
  readonly root: string;
  /** Whether a target of the service, `lint`, passes. */
  readonly passes: (target: string) => Promise<boolean>;
  /** What `nx sync` has to do in the workspace. */
  readonly findOutOfStep: (workspaceRoot: string) => Promise<Found>;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** A standard, and how facts are held to it. */
export interface Row<Facts> extends Standard {
  /** @returns what is wrong and what to do, or null */
  readonly check: (facts: Facts, subject: Subject) => string | null;
}

/** Standards that are judged by the same facts. */
export interface Group {
  readonly standards: readonly Standard[];
  /** Gathers the facts once and holds them to each standard. Facts that cannot be had are a problem of each. */
  readonly judge: (subject: Subject) => Promise<readonly Verdict[]>;
}

/**
 * Standards over facts.
 *
 * @param gather throws an Error that says why there are no facts and what to do
 */
export const group = <Facts>(
  gather: (subject: Subject) => Promise<Facts> | Facts,
  rows: readonly Row<Facts>[],
): Group => {
  const standards = rows.map(({ check: _, ...standard }): Standard => standard);
  return {
    standards,
    judge: async (subject) => {
      const checks = await gatherChecks(gather, subject);
      return rows.map(({ check, ...standard }) => ({ ...standard, problem: checks(check) }));
    },
  };
};

async function gatherChecks<Facts>(
  gather: (subject: Subject) => Promise<Facts> | Facts,
  subject: Subject,
): Promise<(check: Row<Facts>['check']) => string | null> {
  try {
    const facts = await gather(subject);
    return (check) => check(facts, subject);
  } catch (error) {
    const { message } = error as Error;
    return () => message;
  }
}
