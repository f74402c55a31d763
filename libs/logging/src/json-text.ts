import { redact } from './redact.ts';
import { MAX_TEXT, showText } from './show-text.ts';

/**
 * Texts that need neither escapes nor redaction; most of an access line's are. It is the first test because it costs 40 ns.
 *
 * Each secret that `redactText` knows by its looks has a sign or one of the letters that are left out here: A B J K S b k y.
 */
const HARMLESS = /^[\d /.,()C-IL-RT-Zacd-jl-xz]*$/;

/** Likewise, a test for more texts, at 100 ns: it looks for a piece of each pattern, and for what JSON escapes. */
const SUSPICIOUS =
  /[^ !#-9;<>-[\]-~]|eyj|bearer|basic |[spr]k[_-]|whsec|gh[opsur]_|github_pat|glpat|xox|xapp|a[ks]ia|aiza|ya29|npm_|sg\.|slack\.com|-----|%3[ad]/i;

/** No secret is spelled with hexadecimal digits and dashes alone that could be known for one. */
const ID = /^[\da-f-]{1,128}$/;

/** A value as JSON, redacted, of at most `maxBytes` (and never less than what tells that it was cut). */
export function jsonOf(value: unknown, maxBytes: number): string {
  switch (typeof value) {
    case 'string':
      return jsonText(value, maxBytes);
    case 'number':
      return Number.isFinite(value) ? String(value) : `"${value}"`;
    case 'boolean':
      return value ? 'true' : 'false';
    default:
      return fitted((characters) => JSON.stringify(redact(value, characters) ?? null), maxBytes);
  }
}

/** A text as JSON, like `jsonOf`. */
export function jsonText(text: string, maxBytes: number): string {
  if (text.length < maxBytes && text.length <= MAX_TEXT && isPlain(text)) return `"${text}"`;
  return fitted((characters) => JSON.stringify(showText(text, Math.min(characters, MAX_TEXT))), maxBytes);
}

const isPlain = (text: string): boolean => HARMLESS.test(text) || !SUSPICIOUS.test(text);

/** The id of a request, a trace or a span as JSON, like `jsonOf`. */
export function jsonId(id: string, maxBytes: number): string {
  return ID.test(id) ? `"${id}"` : jsonText(id, maxBytes);
}

/** How many characters a value may have depends on the bytes of their escapes: at most six each. */
function fitted(make: (characters: number) => string, maxBytes: number): string {
  for (let characters = maxBytes; ; characters >>= 2) {
    const json = make(characters);
    if (characters === 0 || bytesOf(json) <= maxBytes) return json;
  }
}

/** The bytes of a text in UTF-8; of a short one, for which asking costs more, what they can be at most. */
export function bytesOf(text: string): number {
  return text.length < 64 ? text.length * 3 : Buffer.byteLength(text);
}
