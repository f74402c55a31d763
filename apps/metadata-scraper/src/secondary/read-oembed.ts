import { Parser } from 'htmlparser2';

import { parseJsonLd } from '../extract/structured/parse-json-ld.ts';
import { isThing } from '../extract/structured/things.ts';

/** An oEmbed answer: names and values, https://oembed.com/#section2.3. */
export type Oembed = Readonly<Record<string, unknown>>;

const TYPES: ReadonlySet<unknown> = new Set(['photo', 'video', 'link', 'rich']);
const NUMBERS: ReadonlySet<string> = new Set(['width', 'height', 'thumbnail_width', 'thumbnail_height', 'cache_age']);
const MAX_NAMES = 100;
/** An answer is two levels deep; each further one would cost as much as there are levels around it. */
const MAX_DEPTH = 32;

/**
 * Reads an oEmbed answer, JSON or XML.
 *
 * @returns null for what is none: it has a `type` of four
 */
export function readOembed(text: string): Oembed | null {
  const answer = text.trimStart().startsWith('<') ? readXml(text) : readJson(text);
  return answer !== null && TYPES.has(answer.type) ? answer : null;
}

/** As strict as JSON is, but what is nested too deeply to be sent on is none. */
function readJson(text: string): Oembed | null {
  const answer = parseJsonLd(text, false);
  return isThing(answer) ? answer : null;
}

/** `<oembed><version>1.0</version>…</oembed>`: a flat list of elements. */
function readXml(text: string): Oembed {
  const values = new Map<string, string>();
  let depth = 0;
  let value = '';
  const parser = new Parser(
    {
      onopentagname: () => {
        depth++;
        if (depth === 2) value = '';
        if (depth > MAX_DEPTH) parser.pause();
      },
      ontext: (piece) => {
        if (depth === 2) value += piece;
      },
      onclosetag: (name) => {
        if (depth === 2 && values.size < MAX_NAMES) values.set(name, value.trim());
        depth--;
      },
    },
    { xmlMode: true },
  );
  parser.end(text);
  return Object.fromEntries(Array.from(values, ([name, found]) => [name, NUMBERS.has(name) ? numberOf(found) : found]));
}

const numberOf = (text: string): number | string => (/^\d{1,9}$/.test(text) ? Number(text) : text);
