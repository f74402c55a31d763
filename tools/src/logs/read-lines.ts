import type { Readable } from 'node:stream';

/** A longer line is cut: ours have 32 kB at most, and what is no log may have no line ends at all. Characters. */
const MAX_LINE = 1_048_576;

/** A line whose end has not come yet. */
interface Begun {
  readonly text: string;
  /** How many more characters it has. */
  readonly cut: number;
}

const NOTHING: Begun = { text: '', cut: 0 };

/** Splits a stream into lines: those that come together are given together. The last one may have no line end. */
export async function* readLines(stream: Readable): AsyncGenerator<readonly string[]> {
  let begun = NOTHING;
  for await (const piece of stream.setEncoding('utf8') as AsyncIterable<string>) {
    const [first, ...others] = piece.split('\n');
    begun = goOn(begun, String(first));
    const last = others.pop();
    if (last === undefined) continue;
    yield [wholeOf(begun), ...others.map(withoutReturn)]; // those between are shorter than a piece, and need no cut
    begun = goOn(NOTHING, last);
  }
  if (begun.text !== '') yield [wholeOf(begun)];
}

function goOn({ text, cut }: Begun, more: string): Begun {
  const room = MAX_LINE - text.length;
  return { text: text + more.slice(0, room), cut: cut + Math.max(0, more.length - room) };
}

function wholeOf({ text, cut }: Begun): string {
  return cut > 0 ? `${text}… [${cut} characters cut]` : withoutReturn(text);
}

const withoutReturn = (line: string): string => (line.endsWith('\r') ? line.slice(0, -1) : line);
