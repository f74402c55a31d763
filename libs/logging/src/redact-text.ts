export const MASK = '[redacted]';

interface Pattern {
  /** Text in which none of these occurs, in lower case, is not searched. */
  readonly hints: readonly string[];
  readonly find: RegExp;
  readonly replace: string;
}

/** Secrets by their looks. Every expression is linear: no repetition of a repetition, every run bounded. */
const PATTERNS: readonly Pattern[] = [
  // https://user:password@host
  { hints: ['://'], find: /(:\/\/)[^\s/?#@"'<>]{1,500}@/g, replace: `$1${MASK}@` },
  // Authorization: Bearer …, Basic …
  { hints: ['bearer ', 'basic '], find: /\b(bearer|basic) +[\w.~+/=-]{8,4000}/gi, replace: `$1 ${MASK}` },
  // JSON Web Tokens
  { hints: ['eyj'], find: /\beyJ[\w-]{5,4000}\.[\w-]{5,4000}\.[\w-]{0,4000}/g, replace: MASK },
  // keys with their maker's prefix: Stripe, GitHub, Slack, AWS, Google, npm
  {
    hints: ['sk_', 'pk_', 'rk_', 'gh', 'xox', 'akia', 'asia', 'aiza', 'npm_'],
    find: /\b(?:[spr]k_(?:live|test)_\w{8,200}|gh[opsur]_\w{20,255}|github_pat_\w{20,255}|xox[abeoprs]-[\w-]{8,255}|A[KS]IA[A-Z\d]{16}|AIza[\w-]{35}|npm_\w{36})/g,
    replace: MASK,
  },
  // ?token=…, api_key: …
  {
    hints: ['key', 'token', 'secret', 'passw', 'pwd', 'signature', 'auth', 'cookie', 'session'],
    find: /\b((?:[\w-]{0,40}[_-])?(?:api[_-]?key|access[_-]?key|token|secret|passw(?:or)?d|pwd|signature|authorization|session[_-]?id)["']?\s{0,5}[=:]\s{0,5}["']?)(?!\[redacted\]|bearer |basic )[^\s&"',;]{1,4000}/gi,
    replace: `$1${MASK}`,
  },
  // Cookie: …
  {
    hints: ['cookie'],
    find: /\b((?:set-)?cookie["']?\s{0,5}[=:]\s{0,5}["']?)[^\r\n"']{1,8000}/gi,
    replace: `$1${MASK}`,
  },
];

/** A text without a character of these cannot hold any secret that the patterns know. */
const SUSPICIOUS = /:\/\/|[=:]|eyj|bearer|basic|[spr]k_|gh[opsur]_|github_pat|xox|a[ks]ia|aiza|npm_/i;

/**
 * Masks what looks like a secret within a text.
 *
 * @param text cut it first: the time this takes grows with its length
 */
export function redactText(text: string): string {
  if (text.length < 8 || !SUSPICIOUS.test(text)) return text;
  const lower = text.toLowerCase();
  let safe = text;
  for (const { hints, find, replace } of PATTERNS) {
    if (hints.some((hint) => lower.includes(hint))) safe = safe.replace(find, replace);
  }
  return safe;
}
