import type { z } from 'zod';

import { type InputIssue, parameterIssue, shown } from './invalid-input.ts';

/** Which parameters there are; true for those that may be repeated. */
export type KnownParameters = ReadonlyMap<string, boolean>;

export interface ParsedQuery {
  readonly values: Readonly<Record<string, string | string[]>>;
  readonly issues: readonly InputIssue[];
}

/** The parameters of a schema: one whose schema takes an array may be repeated. */
export function knownParameters(schema: z.ZodObject): KnownParameters {
  const shape: Readonly<Record<string, z.core.$ZodType>> = schema.shape;
  return new Map(Object.entries(shape).map(([name, part]) => [name, takesArray(part)]));
}

interface Wrapper {
  readonly type: string;
  readonly innerType?: z.core.$ZodType;
  readonly in?: z.core.$ZodType;
}

/** Looks through optional, default, transformed and the like for an array. */
function takesArray(schema: z.core.$ZodType): boolean {
  const def: Wrapper = schema._zod.def;
  const inner = def.innerType ?? def.in;
  return def.type === 'array' || (inner !== undefined && takesArray(inner));
}

/**
 * Reads a query string (or form body) strictly: unknown and repeated parameters and malformed escapes are issues.
 *
 * @param text without the question mark
 */
export function parseQuery(text: string, known: KnownParameters): ParsedQuery {
  const values: Record<string, string | string[]> = {};
  const issues: InputIssue[] = [];
  for (const pair of text === '' ? [] : text.split('&')) {
    if (pair !== '') readPair(pair, known, values, issues);
  }
  return { values, issues };
}

function readPair(
  pair: string,
  known: KnownParameters,
  values: Record<string, string | string[]>,
  issues: InputIssue[],
): void {
  const equals = pair.indexOf('=');
  const rawName = equals === -1 ? pair : pair.slice(0, equals);
  const name = decode(rawName);
  const value = decode(equals === -1 ? '' : pair.slice(equals + 1));
  if (name === null || value === null) {
    issues.push(parameterIssue('query', name ?? rawName, `has a malformed percent-escape: ${shown(pair)}.`));
    return;
  }
  const repeatable = known.get(name);
  const before = values[name];
  if (repeatable === undefined) issues.push(parameterIssue('query', name, `is unknown; ${namesOf(known)}`));
  else if (repeatable) values[name] = Array.isArray(before) ? [...before, value] : [value];
  else if (before === undefined) values[name] = value;
  else issues.push(parameterIssue('query', name, 'is given more than once; it takes one value.'));
}

function namesOf(known: KnownParameters): string {
  return known.size === 0 ? 'there are none.' : `known are ${[...known.keys()].join(', ')}.`;
}

/** application/x-www-form-urlencoded, but what is malformed is null. */
function decode(text: string): string | null {
  const spaced = text.includes('+') ? text.replaceAll('+', ' ') : text;
  if (!spaced.includes('%')) return spaced;
  try {
    return decodeURIComponent(spaced);
  } catch {
    return null;
  }
}
