/**
 * What stands in most texts of Western languages: ASCII, Latin-1 and the usual punctuation, without the few characters that have another
 * form (`²`, `ª`). For them there is a shorter way, several times as fast.
 */
const UNUSUAL = /[^\t-\r -~\u00a0-\u00a9\u00ab-\u00b1\u00b4\u00b6-\u00b8\u00bb\u00bf-\u00ff\u2010-\u2027]/;

/** A text as it counts for comparing: letters and digits alone, in lower case, of one form. */
export const fold = (text: string): string =>
  UNUSUAL.test(text)
    ? text
        .normalize('NFKC')
        .toLowerCase()
        .replace(/[^\p{L}\p{N}]+/gu, '')
    : text.toLowerCase().replace(/[^a-z\d\u00df-\u00f6\u00f8-\u00ff]+/g, '');
