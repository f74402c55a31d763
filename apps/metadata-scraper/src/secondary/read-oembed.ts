import { Parser } from 'htmlparser2';

/** An oEmbed answer: names and values, https://oembed.com/#section2.3. */
export type Oembed = Readonly<Record<string, unknown>>;

const TYPES: ReadonlySet<unknown> = new Set(['photo', 'video', 'link', 'rich']);
const NUMBERS: ReadonlySet<string> = new Set(['width', 'height', 'thumbnail_width', 'thumbnail_height', 'cache_age']);
const MAX_NAMES = 100;

/**
 * Reads an oEmbed answer, JSON or XML.
 *
 * @returns null for what is none: it has a `type` of four
 */
export function readOembed(text: string): Oembed | null {
  const answer = text.trimStart().startsWith('<') ? readXml(text) : readJson(text);
  return answer !== null && TYPES.has(answer.type) ? answer : null;
}

function readJson(text: string): Oembed | null {
  try {
    const answer: unknown = JSON.parse(text);
    return typeof answer === 'object' && answer !== null && !Array.isArray(answer) ? (answer as Oembed) : null;
  } catch {
    return null;
  }
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
