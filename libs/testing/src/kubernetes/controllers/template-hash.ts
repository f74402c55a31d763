import { createHash } from 'node:crypto';

import type { PodTemplate } from '../workloads.ts';

/** No vowels, and none of 0, 1 and 3: https://github.com/kubernetes/apimachinery/blob/master/pkg/util/rand/rand.go. */
const ALPHABET = 'bcdfghjklmnpqrstvwxz2456789';

/** What tells the pods of one template from those of another; ten characters. */
export const templateHash = (template: PodTemplate): string => safeHash(JSON.stringify(sorted(template)), 10);

/** @param length up to 32 */
export function safeHash(text: string, length: number): string {
  const bytes = createHash('sha256').update(text).digest().subarray(0, length);
  return [...bytes].map((byte) => ALPHABET[byte % ALPHABET.length]).join('');
}

/** With the fields in one order, whoever wrote them. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
}
