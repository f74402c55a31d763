const MAX_LENGTH = 35;

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
  try {
    return Intl.getCanonicalLocales(written).join('');
  } catch {
    return null;
  }
};
