/** Longer ones no server takes: they are only there to cost something, in the answer as well. */
const MAX_LENGTH = 4096;

/**
 * Makes a URL absolute.
 *
 * @returns null for what is no URL, has credentials, or leads elsewhere than to http and https (`data:`, `javascript:`…), or is too
 * long, as it stands or when its characters are escaped.
 */
export const cleanUrl = (value: string, base: URL): string | null => {
  const trimmed = value.trim();
  if (trimmed === '' || trimmed.length > MAX_LENGTH) return null;
  const url = URL.parse(trimmed, base);
  if (url === null || url.href.length > MAX_LENGTH) return null;
  return /^https?:$/.test(url.protocol) && url.username === '' && url.password === '' ? url.href : null;
};
