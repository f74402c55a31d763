import { decodeHTML } from 'entities';

/** No text of a page that is worth showing is longer. */
const MAX_LENGTH = 10_000;
/** Control characters, and invisible ones that only mark where lines may break. */
const INVISIBLE = /[\u0000-\u0008\u000e-\u001f\u007f-\u009f\u00ad\u200b\u2060\ufeff]/g;
/** What makes it worth while to look closer: most texts are fit as they are. */
const UNTIDY =
  /[\u0000-\u001f\u007f-\u00a0\u00ad\u1680\u2000-\u200b\u2028\u2029\u202f\u205f\u2060\u3000\ud800-\udfff\ufeff]| {2}/;
const TAG = /<\/?(?:a|b|br|div|em|h[1-6]|i|li|p|span|strong|sup|u|ul)\b[^<>]{0,300}>/gi;

/**
 * Makes a text fit to show: white space collapsed and trimmed, invisible characters out, lone surrogates replaced.
 *
 * @returns null for what is empty.
 */
export const cleanText = (value: string): string | null => {
  const start = value.slice(0, MAX_LENGTH).trim();
  const text = UNTIDY.test(start) ? start.toWellFormed().replace(INVISIBLE, '').replace(/\s+/g, ' ').trim() : start;
  return text === '' ? null : text;
};

/** Like cleanText, for texts that often carry markup which was meant for a page. */
export const cleanMarkup = (value: string): string | null => {
  const text = value.slice(0, MAX_LENGTH);
  return cleanText(text.includes('<') ? decodeHTML(text.replace(TAG, ' ')) : text);
};
