import { types } from 'node:util';

import { readProperty, UNREADABLE } from './read-property.ts';
import { isSecretKey, MASK, maskOf } from './secret-key.ts';
import { MAX_TEXT, showText } from './show-text.ts';

/** Bounds of a copy: what lies beyond is told as cut. */
const MAX_CHARACTERS = 262_144;
const MAX_DEPTH = 32;
const MAX_NODES = 2000;
const MAX_ITEMS = 200;
const MAX_KEY = 200;
/** A cause needs room, too. */
const MAX_ERROR_TEXT = 4000;

const CUT = '[cut]';

interface Walk {
  /** Characters that the copy may still have, about. */
  left: number;
  /** Objects that it may still have. */
  nodes: number;
  /** The objects above the current one: meeting one of them again is a cycle. */
  readonly above: object[];
}

/**
 * A copy that can be shown: secrets masked by key and by pattern at any depth; cycles, deep and huge values cut.
 *
 * The copy is plain data that `JSON.stringify` takes; what a getter, a proxy or `toJSON` throws does not come through.
 *
 * @param characters how large the copy may be, about
 */
export function redact(value: unknown, characters: number = MAX_CHARACTERS): unknown {
  return copyOf(value, { left: characters, nodes: MAX_NODES, above: [] });
}

/** Errors of another realm, such as a worker's or a test's, are errors too. */
export function isError(value: unknown): value is Error {
  try {
    return Error.isError(value) || value instanceof Error;
  } catch {
    return false; // a revoked proxy
  }
}

function copyOf(value: unknown, walk: Walk): unknown {
  try {
    if (typeof value === 'string') return textOf(value, walk);
    if (typeof value !== 'object' || value === null) return scalarOf(value, walk);
    return nodeOf(value, walk);
  } catch {
    return UNREADABLE;
  }
}

function textOf(text: string, walk: Walk, max: number = MAX_TEXT): string {
  const shown = showText(text, Math.max(0, Math.min(max, walk.left)));
  walk.left -= shown.length + 3;
  return shown;
}

function scalarOf(value: unknown, walk: Walk): unknown {
  if (typeof value === 'bigint' || typeof value === 'symbol') return textOf(String(value), walk);
  if (typeof value === 'function') return textOf(`[function ${value.name}]`, walk);
  walk.left -= 8;
  return typeof value === 'number' && !Number.isFinite(value) ? String(value) : value;
}

function nodeOf(value: object, walk: Walk): unknown {
  if (walk.above.includes(value)) return '[circular]';
  if (walk.above.length >= MAX_DEPTH || walk.nodes <= 0 || walk.left <= 0) return CUT;
  walk.nodes--;
  walk.above.push(value);
  try {
    return objectOf(value, walk);
  } finally {
    walk.above.pop();
  }
}

/** What is shown as pairs though it has no properties of its own. */
const PAIRS = new Set(['[object Headers]', '[object URLSearchParams]', '[object FormData]']);

function objectOf(value: object, walk: Walk): unknown {
  if (isError(value)) return errorOf(value, walk);
  if (Array.isArray(value)) return itemsOf(value, value.length, walk);
  if (ArrayBuffer.isView(value) || types.isAnyArrayBuffer(value)) return `[${value.byteLength} bytes]`;
  if (types.isSet(value)) return itemsOf(value, value.size, walk);
  if (types.isMap(value)) return entriesOf(value, value.size, walk);
  if (PAIRS.has(Object.prototype.toString.call(value))) return pairsOf(value as Iterable<[unknown, unknown]>, walk);
  if ('toJSON' in value && typeof value.toJSON === 'function') return copyOf((value.toJSON as () => unknown)(), walk);
  if (types.isRegExp(value)) return textOf(String(value), walk);
  return propertiesOf(value, Object.keys(value), walk);
}

/** In lists such as `rawHeaders` a name comes before its value. */
function itemsOf(items: Iterable<unknown>, count: number, walk: Walk): unknown[] {
  const copies: unknown[] = [];
  let before: unknown;
  for (const item of items) {
    if (copies.length >= MAX_ITEMS || walk.left <= 0) break;
    const isSecret = typeof item === 'string' && typeof before === 'string' && isSecretKey(before);
    copies.push(isSecret ? MASK : copyOf(item, walk));
    before = item;
  }
  return copies.length < count ? [...copies, `[${count - copies.length} more]`] : copies;
}

function pairsOf(value: Iterable<[unknown, unknown]>, walk: Walk): Record<string, unknown> {
  const pairs = [...value];
  return entriesOf(pairs, pairs.length, walk);
}

function propertiesOf(
  value: object,
  keys: readonly string[],
  walk: Walk,
  maxText: number = MAX_TEXT,
): Record<string, unknown> {
  const properties = function* (): Iterable<[string, unknown]> {
    for (const key of keys) yield [key, readProperty(value, key)];
  };
  return entriesOf(properties(), keys.length, walk, maxText);
}

function entriesOf(
  entries: Iterable<[unknown, unknown]>,
  count: number,
  walk: Walk,
  maxText: number = MAX_TEXT,
): Record<string, unknown> {
  const copies: [string, unknown][] = [];
  for (const [name, item] of entries) {
    if (copies.length >= MAX_ITEMS || walk.left <= 0) {
      copies.push(['…', `[${count - copies.length} more]`]);
      break;
    }
    const key = String(name);
    const shownKey = textOf(key, walk, MAX_KEY);
    copies.push([shownKey, entryOf(key, item, walk, maxText)]);
  }
  return Object.fromEntries(copies);
}

function entryOf(key: string, item: unknown, walk: Walk, maxText: number): unknown {
  if (isSecretKey(key)) return maskOf(key, item);
  return typeof item === 'string' ? textOf(item, walk, maxText) : copyOf(item, walk);
}

/** An error's properties that are not enumerable; the rest stand between them. */
const FIRST = ['name', 'message', 'code'];
const LAST = ['stack', 'cause', 'errors'];

function errorOf(error: Error, walk: Walk): Record<string, unknown> {
  const own = Object.keys(error).filter((key) => !FIRST.includes(key) && !LAST.includes(key));
  const keys = [...FIRST, ...own, ...LAST].filter((key) => readProperty(error, key) !== undefined);
  return propertiesOf(error, keys, walk, MAX_ERROR_TEXT);
}
