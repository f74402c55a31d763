const MAX_LENGTH = 35;

/**
 * A language tag in BCP 47's canonical form: `en_us` is `en-US`.
 *
 * @returns null for what is no language tag.
 */
export const cleanLanguage = (value: string): string | null => {
  // Content-Language may be a list: the first is the page's
  const [tag = ''] = value.split(',', 1);
  const written = tag
    .trim()
    .replaceAll('_', '-')
    .replace(/[.@].*/, '');
  if (written === '' || written.length > MAX_LENGTH) return null;
  try {
    return Intl.getCanonicalLocales(written)[0] ?? null;
  } catch {
    return null;
  }
};
