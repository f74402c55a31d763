import { decodeHTML } from 'entities';

const ESCAPABLE = '"\\/bfnrtu';

/** The end of a comment that starts at `start`; `start` itself where none does. */
const commentEnd = (text: string, start: number): number => {
  const [open, close] = COMMENTS.find(([opening]) => text.startsWith(opening, start)) ?? ['', ''];
  if (open === '') return start;
  const end = text.indexOf(close, start + open.length);
  return end === -1 ? text.length : end + close.length;
};
const COMMENTS: readonly (readonly [open: string, close: string])[] = [
  ['/*', '*/'],
  ['//', '\n'],
  ['<!--', '\n'],
];

/** Where the value starts: what stands before the first brace or bracket is a wrapper. */
const valueStart = (text: string): number => {
  const start = text.search(/[{[]/);
  return text.startsWith('[CDATA[', start) ? valueStart(text.slice(start + 7)) + start + 7 : start;
};

/** Copies a string from its opening quote on, mended; gives where it ends. */
const copyString = (text: string, start: number, out: string[]): number => {
  let from = start;
  let index = start + 1;
  for (; index < text.length; index++) {
    const char = text[index] as string;
    if (char === '"') break;
    if (char < ' ') {
      out.push(text.slice(from, index), '\\n');
      from = index + 1;
    } else if (char === '\\') {
      if (!ESCAPABLE.includes(text[index + 1] ?? '"')) {
        out.push(text.slice(from, index));
        from = index + 1;
      }
      index++;
    }
  }
  out.push(text.slice(from, index), '"');
  return index + 1;
};

/**
 * Mends JSON that nearly is: takes the first object or list out of whatever surrounds it, drops comments and trailing commas,
 * escapes line breaks in strings, closes what is left open. One pass, whatever the text is like.
 */
export const repairJson = (source: string): string => {
  const text = source.includes('"') ? source : decodeHTML(source);
  const out: string[] = [];
  const open: string[] = [];
  let comma = '';
  let index = valueStart(text);
  if (index < 0) return '';
  while (index < text.length) {
    const char = text[index] as string;
    const next = commentEnd(text, index);
    if (next > index) {
      index = next;
      continue;
    }
    if (char === ',') comma = ',';
    else if (char === '}' || char === ']') {
      comma = '';
      out.push(open.pop() as string);
      if (open.length === 0) break;
    } else if (char > ' ') {
      out.push(comma);
      comma = '';
      if (char === '"') {
        index = copyString(text, index, out);
        continue;
      }
      if (char === '{') open.push('}');
      if (char === '[') open.push(']');
      out.push(char);
    }
    index++;
  }
  return out.join('') + open.reverse().join('');
};
