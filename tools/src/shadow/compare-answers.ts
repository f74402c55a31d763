import type { Answer } from './ask.ts';
import { compareValues, type Difference, differenceAt } from './compare-values.ts';
import type { ShadowRules } from './rules-schema.ts';

export interface Comparison {
  /** What was compared: keys of a JSON object, and what is around it. */
  readonly fields: readonly string[];
  readonly differences: readonly Difference[];
}

/** Called as no key of a body is. */
const ENVELOPE = [
  ['(status)', 'status'],
  ['(media type)', 'type'],
] as const;
const ENVELOPE_NAMES = ENVELOPE.map(([name]) => name);
const BODY = '(body)';

/** Compares two answers to one request: their status and type, and then their bodies field by field. */
export function compareAnswers(baseline: Answer, candidate: Answer, rules: ShadowRules['rules']): Comparison {
  for (const [name, field] of ENVELOPE) {
    // What comes after it would only say the same again.
    if (baseline[field] !== candidate[field]) return only(name, baseline[field], candidate[field]);
  }
  const bodies = [baseline, candidate].map(({ body }) => objectOf(body));
  const [before, after] = bodies;
  if (before === undefined || after === undefined) {
    return baseline.body === candidate.body
      ? { fields: [...ENVELOPE_NAMES, BODY], differences: [] }
      : only(BODY, baseline.body, candidate.body);
  }
  const fields = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return { fields: [...ENVELOPE_NAMES, ...fields], differences: compareValues(before, after, rules) };
}

const only = (field: string, baseline: unknown, candidate: unknown): Comparison => ({
  fields: [field],
  differences: [differenceAt([field], baseline, candidate)],
});

/** A JSON object or list; undefined for any other text. */
function objectOf(body: string): object | undefined {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
