import { decodeHTML } from 'entities';

const ESCAPABLE = '"\\/bfnrtu';
const CLOSERS: Readonly<Record<string, string>> = { '{': '}', '[': ']' };
const COMMENTS: readonly (readonly [start: string, end: string])[] = [
  ['/*', '*/'],
  ['//', '\n'],
  ['<!--', '\n'],
];

/** Where a comment ends that starts here; here, where none does. */
const skipComment = (text: string, start: number): number => {
  const comment = COMMENTS.find(([opening]) => text.startsWith(opening, start));
  if (comment === undefined) return start;
  const end = text.indexOf(comment[1], start + comment[0].length);
  return end === -1 ? text.length : end + comment[1].length;
};

/** Where the value starts: what stands before the first brace or bracket is a wrapper, and so is `<![CDATA[`. */
const valueStart = (text: string): number => {
  const start = text.search(/[{[]/);
  if (!text.startsWith('[CDATA[', start)) return start;
  const inner = text.slice(start + '[CDATA['.length).search(/[{[]/);
  return inner === -1 ? -1 : start + '[CDATA['.length + inner;
};

/** Copies a string from its opening quote on, mended; gives where it ends. */
const copyString = (text: string, start: number, out: string[]): number => {
  let from = start;
  let index = start + 1;
  while (index < text.length && text[index] !== '"') {
    const isEscape = text[index] === '\\';
    const isWrongEscape = isEscape && !ESCAPABLE.includes(text.charAt(index + 1));
    if (isWrongEscape || text.charAt(index) < ' ') {
      out.push(text.slice(from, index), isEscape ? '' : '\\n');
      from = index + 1;
    }
    index += isEscape ? 2 : 1;
  }
  out.push(text.slice(from, index), '"');
  return index + 1;
};

/** Copies everything but strings and comments, and puts commas only where something follows. */
const createWriter = (out: string[]) => {
  const open: string[] = [];
  let comma = '';
  return {
    open,
    write: (char: string): void => {
      if (char <= ' ') return;
      if (char === ',') {
        comma = ',';
        return;
      }
      const isEnd = char === '}' || char === ']';
      // the closer that belongs here, whichever was written
      out.push(isEnd ? '' : comma, isEnd ? open.splice(-1).join('') : char);
      comma = '';
      const closer = CLOSERS[char];
      if (closer !== undefined) open.push(closer);
    },
    /** A string starts. */
    writeComma: (): void => {
      out.push(comma);
      comma = '';
    },
  };
};

/**
 * Mends JSON that nearly is: takes the first object or list out of whatever surrounds it, drops comments and trailing commas,
 * escapes line breaks in strings, closes what is left open. One pass, whatever the text is like.
 */
export const repairJson = (source: string): string => {
  const text = source.includes('"') ? source : decodeHTML(source);
  const out: string[] = [];
  const { open, write, writeComma } = createWriter(out);
  let index = valueStart(text);
  if (index === -1) return '';
  do {
    const next = skipComment(text, index);
    if (next > index) {
      index = next;
    } else if (text[index] === '"') {
      writeComma();
      index = copyString(text, index, out);
    } else {
      write(text.charAt(index));
      index++;
    }
  } while (index < text.length && open.length > 0);
  return out.join('') + open.reverse().join('');
};
