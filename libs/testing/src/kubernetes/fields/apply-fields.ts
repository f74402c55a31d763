import { isDeepStrictEqual } from 'node:util';

import { type FieldPath, segmentsOf } from './field-paths.ts';
import { type Fields, isFields } from './json.ts';
import { isAtomic, isSet, itemKey, keysOf } from './list-keys.ts';

/** Lays what is applied over what is there: objects and lists of told-apart items are joined, the rest is replaced. */
export function mergeFields(live: Fields, applied: Fields): Fields {
  const merged: Record<string, unknown> = { ...live };
  for (const [name, value] of Object.entries(applied)) merged[name] = mergeValue(name, live[name], value);
  return merged;
}

function mergeValue(field: string, live: unknown, applied: unknown): unknown {
  if (Array.isArray(live) && Array.isArray(applied)) return mergeList(field, live, applied);
  if (isFields(live) && isFields(applied) && !isAtomic(field)) return mergeFields(live, applied);
  return applied;
}

function mergeList(field: string, live: readonly unknown[], applied: readonly unknown[]): readonly unknown[] {
  if (isSet(field)) return [...new Set([...live, ...applied])];
  const keys = keysOf(field, applied);
  if (keys === undefined) return applied;
  const items = new Map(live.map((item) => [itemKey(item, keys), item]));
  for (const item of applied) {
    const key = itemKey(item, keys);
    items.set(key, mergeValue('', items.get(key), item));
  }
  return [...items.values()];
}

/** Takes a field out of an object, and the objects that it leaves empty. */
export function withoutField(object: Fields, path: FieldPath): Fields {
  return without(object, segmentsOf(path), '') as Fields;
}

function without(value: unknown, [first, ...rest]: readonly string[], field: string): unknown {
  const segment = String(first);
  if (Array.isArray(value)) return withoutItem(value, segment, rest, field);
  const name = segment.slice(2);
  if (!isFields(value) || !(name in value)) return value;
  const { [name]: inner, ...others } = value;
  if (rest.length === 0) return others;
  const left = without(inner, rest, name);
  return isEmpty(left) ? others : { ...value, [name]: left };
}

function withoutItem(
  list: readonly unknown[],
  segment: string,
  rest: readonly string[],
  field: string,
): readonly unknown[] {
  const keys = keysOf(field, list) ?? [];
  const isIt = (item: unknown): boolean =>
    segment.startsWith('v:') ? `v:${JSON.stringify(item)}` === segment : itemKey(item, keys) === segment;
  if (rest.length === 0) return list.filter((item) => !isIt(item));
  return list.map((item) => (isIt(item) ? without(item, rest, '') : item));
}

const isEmpty = (value: unknown): boolean => isDeepStrictEqual(value, {}) || isDeepStrictEqual(value, []);
