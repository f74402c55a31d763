import { MASK } from './secret-key.ts';

interface Pattern {
  /** A text in which none of these occurs, in lower case, is not searched. */
  readonly hints: readonly string[];
  readonly find: RegExp;
  readonly replace: string;
}

/** The name, then the mask between the quotes of the value. */
const QUOTED = `$1$2$4${MASK}$3$5`;

const NAMES =
  'api[-_]?key|(?:access|account|private|secret|shared|signing)[-_]?key|token|secret|passw(?:or)?d|passphrase|pwd|signature|session[-_]?id|credentials?';

/**
 * Secrets by their looks.
 *
 * Each expression takes time linear in the text: an unbounded run begins where the one before it cannot have been, or ends
 * before the next can begin.
 */
const PATTERNS: readonly Pattern[] = [
  // https://user:password@host
  { hints: ['://'], find: /(:\/\/)[^\s/?#"'<>\\]{1,2000}@/g, replace: `$1${MASK}@` },
  // -----BEGIN PRIVATE KEY-----
  {
    hints: ['private key-----'],
    find: /-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----[^-]*(?:-----END [A-Z ]{0,40}-----)?/g,
    replace: MASK,
  },
  // Authorization: Digest username="…", response="…": all of the line, whatever the scheme
  {
    hints: ['authorization'],
    find: /(authorization[\\"']{0,4}\s{0,5}(?:[=:]|%3[ad])\s{0,5})(?!\[redacted\])(?:(")(?:[^"\\\r\n]|\\.)*("?)|(')[^'\r\n]*('?)|[^\s"'][^\r\n]*)/gi,
    replace: QUOTED,
  },
  // Cookie: a=b; c=d
  {
    hints: ['cookie'],
    find: /(cookie[\\"']{0,4}\s{0,5}[=:]\s{0,5})(?!\[redacted\])(?:(")[^"\r\n]*("?)|(')[^'\r\n]*('?)|[^\s"'][^\r\n"']*)/gi,
    replace: QUOTED,
  },
  // Bearer …: but not "bearer token", "bearer authentication"
  {
    hints: ['bearer'],
    find: /\b(bearer)(?: +|%20|\+)(?!(?:auth\w*|tokens?|header|scheme|realm|error|is|was|of|and|for|not|must)(?![\w.~+/=-]))[\w.~+/=-]{3,}/gi,
    replace: `$1 ${MASK}`,
  },
  // Basic …: base64 has a capital or a digit soon; "basic information" does not
  { hints: ['basic '], find: /\b([Bb]asic|BASIC) +(?=[\w+/]{1,20}[A-Z\d=])[\w+/]{4,}={0,2}/g, replace: `$1 ${MASK}` },
  // JSON Web Tokens
  { hints: ['eyj'], find: /(?<![\w-])eyJ[\w-]{5,}\.[\w-]{5,}(?:\.[\w-]*){0,3}/g, replace: MASK },
  // keys with their maker's prefix: Stripe, OpenAI, GitHub, GitLab, Slack, AWS, Google, npm, SendGrid
  {
    hints: ['sk_', 'pk_', 'rk_', 'whsec_', 'sk-', 'gh', 'glpat-', 'xox', 'xapp-', 'akia', 'asia', 'aiza', 'ya29.'],
    find: /(?<![A-Za-z\d])(?:[spr]k_(?:live|test)_\w{8,}|whsec_\w{16,}|sk-[\w-]{20,}|gh[opsur]_\w{20,}|github_pat_\w{20,}|glpat-[\w-]{16,}|xox[abeoprs]-[\w-]{8,}|xapp-[\w-]{8,}|A[KS]IA[A-Z\d]{16}|AIza[\w-]{35}|ya29\.[\w-]{16,})/g,
    replace: MASK,
  },
  {
    hints: ['npm_', 'sg.', 'hooks.slack'],
    find: /(?<![A-Za-z\d])(?:npm_\w{36}|SG\.[\w-]{16,}\.[\w-]{16,}|(?<=hooks\.slack\.com\/)[a-z]+\/[\w/]{8,})/g,
    replace: MASK,
  },
  // ?token=…, "api_key": "…", client_secret: …
  {
    hints: ['key', 'token', 'secret', 'passw', 'passp', 'pwd', 'signature', 'session', 'credential'],
    find: new RegExp(
      `((?:${NAMES})[\\\\"']{0,4}\\s{0,5}(?:[=:]|%3[ad])\\s{0,5})(?!\\[redacted\\])(?:(")[^"\\r\\n]*("?)|(')[^'\\r\\n]*('?)|\\\\"[^"\\r\\n]*"?|[^\\s&"',;]+)`,
      'gi',
    ),
    replace: QUOTED,
  },
  // query parameters whose names are too common elsewhere
  {
    hints: ['key=', 'sig=', 'sid=', 'auth=', 'jwt=', 'pass='],
    find: /([?&;](?:key|sig|sid|auth|jwt|pass)=)(?!\[redacted\])[^\s&"',;]+/gi,
    replace: `$1${MASK}`,
  },
];

/** Something of each pattern. A text without any of it, such as most of an access line, costs this one test. */
const SUSPICIOUS =
  /[=:]|%3[ad]|eyj|bearer|basic |[spr]k[_-]|whsec|gh[opsur]_|github_pat|glpat|xox|xapp|a[ks]ia|aiza|ya29|npm_|sg\.|slack\.com|-----/i;

/**
 * Masks what looks like a secret within a text: credentials in URLs and headers, tokens, keys, `name=value` of secret names.
 *
 * @param text cut it first: the time this takes grows with its length
 */
export function redactText(text: string): string {
  if (!SUSPICIOUS.test(text)) return text;
  const lower = text.toLowerCase();
  let safe = text;
  for (const { hints, find, replace } of PATTERNS) {
    if (hints.some((hint) => lower.includes(hint))) safe = safe.replace(find, replace);
  }
  return safe;
}
