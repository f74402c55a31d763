/** Longer ones no server takes: they are only there to cost something, in the answer as well. */
const MAX_LENGTH = 4096;
const HTTP = /^https?:$/;

/**
 * Absolute URLs that the URL standard leaves exactly as they are: most of those that pages name themselves and their images by.
 * Parsing one takes microseconds. Left to the parser are ports, dots at the start of a part of the path, and names with `--`.
 */
const NORMAL =
  /^https?:\/\/(?:[a-z\d]+(?:-[a-z\d]+)*\.)+[a-z]{2,20}(?:\/(?!\.|%2[eE])[\w.~!$&'()*+,;=:@%-]*)+(?:\?[\w.~!$&()*+,;=:@%/?-]*)?(?:#[\w.~!$&'()*+,;=:@%/?-]*)?$/;

/** The same for what is relative to a site's root. */
const ROOTED =
  /^(?:\/(?!\.|%2[eE])[\w.~!$&'()*+,;=:@%-]+)+(?:\?[\w.~!$&()*+,;=:@%/?-]*)?(?:#[\w.~!$&'()*+,;=:@%/?-]*)?$/;

/** What the URL standard makes of a reference; null for what is no URL, has credentials, or leads elsewhere than to http and https. */
const resolve = (reference: string, base: URL): string | null => {
  if (ROOTED.test(reference) && base.username === '' && base.password === '') return base.origin + reference;
  const url = URL.parse(reference, base);
  return url?.username === '' && url.password === '' && HTTP.test(url.protocol) ? url.href : null;
};

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
  const href = resolve(trimmed, base);
  return href === null || href.length > MAX_LENGTH ? null : href;
};
