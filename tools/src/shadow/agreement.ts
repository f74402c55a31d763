import type { Answer } from './ask.ts';
import type { Comparison } from './compare-answers.ts';
import type { Difference } from './compare-values.ts';

/** A field, how often both had it to compare, and how often they agreed. */
export interface FieldAgreement {
  readonly field: string;
  readonly compared: number;
  readonly agreed: number;
}

export interface Example extends Difference {
  readonly line: string;
}

export interface Latency {
  readonly p50: number;
  readonly p99: number;
}

/** How far two services agree. */
export interface Agreement {
  readonly requests: number;
  /** Those whose answers differ nowhere. */
  readonly agreed: number;
  /** In per cent. */
  readonly percent: number;
  /** The least agreed first. */
  readonly fields: readonly FieldAgreement[];
  /** Some for each field. */
  readonly examples: readonly Example[];
  /** In milliseconds, of what was asked at the same time. */
  readonly latency: { readonly baseline: Latency; readonly candidate: Latency };
}

export interface Tally {
  readonly add: (line: string, comparison: Comparison, answers: readonly [baseline: Answer, candidate: Answer]) => void;
  readonly agreement: () => Agreement;
}

const EXAMPLES_OF_A_FIELD = 5;
/** A page that differs is long; what is shown of it is its beginning. */
const MAX_SHOWN = 300;

/** Adds up comparisons. */
export function createTally(): Tally {
  const fields = new Map<string, { compared: number; agreed: number }>();
  const examples = new Map<string, Example[]>();
  const times: readonly [number[], number[]] = [[], []];
  let agreed = 0;

  const keep = (line: string, difference: Difference): void => {
    const kept = examples.get(fieldOf(difference)) ?? [];
    if (kept.length < EXAMPLES_OF_A_FIELD) examples.set(fieldOf(difference), [...kept, { line, ...shown(difference) }]);
  };
  return {
    add: (line, comparison, [baseline, candidate]) => {
      times[0].push(baseline.ms);
      times[1].push(candidate.ms);
      const differing = new Set(comparison.differences.map(fieldOf));
      if (differing.size === 0) agreed += 1;
      for (const field of comparison.fields) {
        const { compared, agreed: same } = fields.get(field) ?? { compared: 0, agreed: 0 };
        fields.set(field, { compared: compared + 1, agreed: same + Number(!differing.has(field)) });
      }
      for (const difference of comparison.differences) keep(line, difference);
    },
    agreement: () => ({
      requests: times[0].length,
      agreed,
      percent: (100 * agreed) / times[0].length,
      fields: [...fields].map(([field, counts]) => ({ field, ...counts })).sort(leastAgreedFirst),
      examples: [...examples.values()].flat(),
      latency: { baseline: latencyOf(times[0]), candidate: latencyOf(times[1]) },
    }),
  };
}

const fieldOf = ({ at }: Difference): string => String(at.split('.', 1)[0]);

function shown({ at, baseline, candidate }: Difference): Difference {
  const cut = (text: string | undefined): string | undefined =>
    text === undefined || text.length <= MAX_SHOWN ? text : `${text.slice(0, MAX_SHOWN)}…`;
  return { at, baseline: cut(baseline), candidate: cut(candidate) };
}

const leastAgreedFirst = (one: FieldAgreement, other: FieldAgreement): number =>
  one.agreed / one.compared - other.agreed / other.compared;

function latencyOf(times: readonly number[]): Latency {
  const inOrder = times.toSorted((one, other) => one - other);
  const at = (share: number): number => Number(inOrder[Math.ceil(share * inOrder.length) - 1]);
  return { p50: at(0.5), p99: at(0.99) };
}
