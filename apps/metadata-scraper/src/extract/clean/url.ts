const MAX_LENGTH = 8192;

/**
 * Makes a URL absolute.
 *
 * @returns null for what is no URL, has credentials, or leads elsewhere than to http and https (`data:`, `javascript:`…).
 */
export const cleanUrl = (value: string, base: URL): string | null => {
  const trimmed = value.trim();
  if (trimmed === '' || trimmed.length > MAX_LENGTH) return null;
  const url = URL.parse(trimmed, base);
  if (url === null) return null;
  return /^https?:$/.test(url.protocol) && url.username === '' && url.password === '' ? url.href : null;
};
