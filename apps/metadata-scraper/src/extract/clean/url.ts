/** Longer ones no server takes: they are only there to cost something, in the answer as well. */
const MAX_LENGTH = 4096;

/**
 * Absolute URLs that the URL standard leaves exactly as they are: most of those that pages name themselves and their images by.
 * Parsing one takes microseconds. Left to the parser are ports, dots at the start of a part of the path, and names with `--`.
 */
const NORMAL =
  /^https?:\/\/(?:[a-z\d]+(?:-[a-z\d]+)*\.)+[a-z]{2,20}(?:\/(?!\.|%2[eE])[\w.~!$&'()*+,;=:@%-]*)+(?:\?[\w.~!$&()*+,;=:@%/?-]*)?(?:#[\w.~!$&'()*+,;=:@%/?-]*)?$/;

/**
 * Makes a URL absolute.
 *
 * @returns null for what is no URL, has credentials, or leads elsewhere than to http and https (`data:`, `javascript:`…), or is too
 * long, as it stands or when its characters are escaped.
 */
export const cleanUrl = (value: string, base: URL): string | null => {
  const trimmed = value.trim();
  if (trimmed === '' || trimmed.length > MAX_LENGTH) return null;
  if (NORMAL.test(trimmed)) return trimmed;
  const url = URL.parse(trimmed, base);
  if (url === null || url.href.length > MAX_LENGTH) return null;
  return /^https?:$/.test(url.protocol) && url.username === '' && url.password === '' ? url.href : null;
};
