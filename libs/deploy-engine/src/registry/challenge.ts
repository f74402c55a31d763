/** What a registry wants to be shown. */
export interface Challenge {
  /** In small letters: `bearer`, `basic`. */
  readonly scheme: string;
  readonly parameters: Readonly<Record<string, string>>;
}

const SCHEME = /^\s*(?<scheme>[a-z\d!#$%&'*+.^_`|~-]+)/i;
const PARAMETER = /(?<name>[a-z]+)\s*=\s*(?:"(?<quoted>[^"]*)"|(?<plain>[^\s,"]+))/gi;

/**
 * Reads `WWW-Authenticate` (RFC 9110, section 11.6.1), of which registries send one challenge.
 *
 * @returns null where there is none
 */
export function parseChallenge(header: string | null): Challenge | null {
  const text = header ?? '';
  const scheme = SCHEME.exec(text)?.groups?.scheme;
  if (scheme === undefined) return null;
  const found = [...text.slice(scheme.length).matchAll(PARAMETER)];
  const parameters = found.map(({ groups }) => [groups?.name?.toLowerCase(), groups?.quoted ?? groups?.plain]);
  return { scheme: scheme.toLowerCase(), parameters: Object.fromEntries(parameters) as Record<string, string> };
}
