import { MASK, redactText } from './redact-text.ts';

/** Names of fields whose values are never shown; compared without case, `_`, `-` and `.`. */
const SECRET_KEY =
  /(?:password|passwd|passphrase|secret|token|apikey|apikeys|accesskey|privatekey|credentials?|authorization|cookies?|sessionid|signature)$|^(?:auth|pwd|session|sid|jwt|bearer|dsn|sentrydsn)$/;

/** Bounds of a copy: what lies beyond is told as cut, and cannot hold a secret then. */
const MAX_DEPTH = 32;
const MAX_NODES = 2000;
const MAX_ITEMS = 200;
const MAX_TEXT = 8192;
const MAX_KEYS_REMEMBERED = 1000;

const secretKeys = new Map<string, boolean>();

/** Whether a field's name says that its value is a secret. */
export function isSecretKey(key: string): boolean {
  const known = secretKeys.get(key);
  if (known !== undefined) return known;
  const secret = SECRET_KEY.test(key.slice(-60).replaceAll(/[-_.]/g, '').toLowerCase());
  if (secretKeys.size < MAX_KEYS_REMEMBERED) secretKeys.set(key, secret);
  return secret;
}

interface Walk {
  nodes: number;
  /** The objects above the current one: meeting one of them again is a cycle. */
  readonly above: object[];
}

/**
 * A copy that can be shown: secrets masked by key and by pattern at any depth; cycles, deep and huge values cut.
 *
 * The copy is plain data that `JSON.stringify` takes; what a getter, a proxy or `toJSON` throws does not come through.
 */
export function redact(value: unknown): unknown {
  return copyOf(value, { nodes: 0, above: [] });
}

/** A text's copy that can be shown: cut at 8192 characters, secrets masked by pattern, well-formed Unicode. */
export function showText(text: string): string {
  if (text.length <= MAX_TEXT) return redactText(text).toWellFormed();
  // the cut may leave the beginning of a secret at the end: the patterns still know it by that
  return `${redactText(text.slice(0, MAX_TEXT)).toWellFormed()}… [${text.length - MAX_TEXT} characters cut]`;
}

function copyOf(value: unknown, walk: Walk): unknown {
  if (typeof value === 'string') return showText(value);
  if (typeof value !== 'object' || value === null) return scalarOf(value);
  if (walk.above.includes(value)) return '[circular]';
  if (walk.above.length >= MAX_DEPTH || walk.nodes >= MAX_NODES) return '[cut]';
  walk.nodes++;
  walk.above.push(value);
  try {
    return objectOf(value, walk);
  } catch {
    return '[unreadable]';
  } finally {
    walk.above.pop();
  }
}

function scalarOf(value: unknown): unknown {
  if (typeof value === 'bigint') return value.toString();
  if (typeof value === 'function') return `[function ${value.name}]`;
  if (typeof value === 'symbol') return value.toString();
  return typeof value === 'number' && !Number.isFinite(value) ? String(value) : value;
}

function objectOf(value: object, walk: Walk): unknown {
  if (isError(value)) return errorOf(value, walk);
  if (Array.isArray(value)) return itemsOf(value, walk);
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
  if (value instanceof Map)
    return entriesOf(
      [...value].map(([key, item]) => [String(key), item] as const),
      walk,
    );
  if (value instanceof Set) return itemsOf([...value], walk);
  if ('toJSON' in value && typeof value.toJSON === 'function') return copyOf((value.toJSON as () => unknown)(), walk);
  return entriesOf(Object.entries(value), walk);
}

function itemsOf(items: readonly unknown[], walk: Walk): unknown[] {
  const copies = items.slice(0, MAX_ITEMS).map((item) => copyOf(item, walk));
  return items.length > MAX_ITEMS ? [...copies, `[${items.length - MAX_ITEMS} more]`] : copies;
}

function entriesOf(entries: readonly (readonly [string, unknown])[], walk: Walk): Record<string, unknown> {
  const copies = entries
    .slice(0, MAX_ITEMS)
    .map(([key, item]) => [showText(key), isSecretKey(key) ? maskOf(item) : copyOf(item, walk)] as const);
  const cut = entries.length > MAX_ITEMS ? [['…', `[${entries.length - MAX_ITEMS} more]`] as const] : [];
  return Object.fromEntries([...copies, ...cut]);
}

/** What is absent is no secret, and good to know. */
function maskOf(value: unknown): unknown {
  return value === undefined || value === null || value === '' ? value : MASK;
}

/** Errors of another realm, such as a worker's or a test's, are errors too. */
export function isError(value: unknown): value is Error {
  return Error.isError(value) || value instanceof Error;
}

function errorOf(error: Error, walk: Walk): Record<string, unknown> {
  const { name, message, stack, cause } = error;
  const own = Object.entries(error).filter(([key]) => !(key in { name, message, stack, cause, errors: 0 }));
  const errors = 'errors' in error ? { errors: error.errors } : {};
  return entriesOf(
    Object.entries({
      name,
      message,
      ...Object.fromEntries(own),
      stack,
      ...(cause !== undefined && { cause }),
      ...errors,
    }),
    walk,
  );
}
