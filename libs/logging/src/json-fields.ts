import { bytesOf, jsonOf, jsonText } from './json-text.ts';
import { readProperty, UNREADABLE } from './read-property.ts';
import { isSecretKey, maskOf } from './secret-key.ts';

export type Fields = Readonly<Record<string, unknown>>;

export const NONE: Fields = Object.freeze({});

/** These tell what a line is, always or within a request; a field of such a name becomes `field_<name>`. */
const RESERVED = new Set(['time', 'level', 'service', 'version', 'message']);
const RESERVED_IN_CONTEXT = new Set(['requestId', 'traceId', 'spanId']);

/** Where less is left of a line, a field is left out. Bytes. */
const MIN_FIELD = 1024;
const MAX_KEY = 256;

/** Names remembered; those that come from outside must not fill the memory. */
const MAX_REMEMBERED = 1000;
const MAX_REMEMBERED_KEY = 64;

/** How a field's name is written. */
interface Name {
  readonly prefix: string;
  readonly prefixInContext: string;
  readonly isSecret: boolean;
}

const names = new Map<string, Name>();

/**
 * Fields as members of a JSON object, each with a comma before it, redacted.
 *
 * A field takes at most half of what is left, so that a huge one leaves room for the next.
 *
 * @param hidden fields of these names are left out
 * @param inContext whether the line has the ids of a request
 * @param room bytes that they may take
 */
export function fieldsJson(fields: Fields, hidden: Fields | undefined, inContext: boolean, room: number): string {
  let json = '';
  let left = room;
  let cut = 0;
  try {
    for (const key in fields) {
      if (hidden !== undefined && Object.hasOwn(hidden, key)) continue;
      const field = left < MIN_FIELD ? undefined : fieldJson(fields, key, inContext, left >> 1);
      if (field === undefined) {
        cut++;
        continue;
      }
      json += field;
      left -= bytesOf(field);
    }
  } catch {
    json += `,"fields":"${UNREADABLE}"`; // a proxy
  }
  return cut === 0 ? json : `${json},"fieldsCut":${cut}`;
}

function fieldJson(fields: Fields, key: string, inContext: boolean, maxBytes: number): string {
  const value = readProperty(fields, key);
  if (value === undefined) return '';
  const { prefix, prefixInContext, isSecret } = nameOf(key);
  return (inContext ? prefixInContext : prefix) + jsonOf(isSecret ? maskOf(key, value) : value, maxBytes - MAX_KEY);
}

function nameOf(key: string): Name {
  const known = names.get(key);
  if (known !== undefined) return known;
  const plain = prefixOf(key);
  const renamed = prefixOf(`field_${key}`);
  const prefix = RESERVED.has(key) ? renamed : plain;
  const name = {
    prefix,
    prefixInContext: RESERVED_IN_CONTEXT.has(key) ? renamed : prefix,
    isSecret: isSecretKey(key),
  };
  if (names.size < MAX_REMEMBERED && key.length <= MAX_REMEMBERED_KEY) names.set(key, name);
  return name;
}

const prefixOf = (key: string): string => `,${jsonText(key, MAX_KEY)}:`;
