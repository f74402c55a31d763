const MAX_LENGTH = 35;

/** Pages say the same few over and over, and ICU takes microseconds for each. */
const MAX_KNOWN = 1000;
/** V8 copies strings so short, and keeps nothing of the page with them. */
const MAX_KNOWN_LENGTH = 12;
const known = new Map<string, string | null>();

const canonicalOf = (tag: string): string | null => {
  try {
    return Intl.getCanonicalLocales(tag).join('');
  } catch {
    return null;
  }
};

/**
 * A language tag in BCP 47's canonical form: `en_us` is `en-US`.
 *
 * @returns null for what is no language tag.
 */
export const cleanLanguage = (value: string): string | null => {
  // Content-Language may be a list: the first is the page's
  const written = value
    .split(',', 1)
    .join('')
    .trim()
    .replaceAll('_', '-')
    .replace(/[.@].*/, '');
  if (written === '' || written.length > MAX_LENGTH) return null;
  const cached = known.get(written);
  if (cached !== undefined) return cached;
  const canonical = canonicalOf(written);
  if (known.size < MAX_KNOWN && written.length <= MAX_KNOWN_LENGTH) known.set(written, canonical);
  return canonical;
};
