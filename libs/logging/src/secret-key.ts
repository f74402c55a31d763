/** What is shown instead of a secret. */
export const MASK = '[redacted]';

/** Names that hold secrets, whole or by how they end; compared in lower case without `_`, `-`, `.` and spaces. */
const SECRET_KEY = new RegExp(
  [
    'password|passwd|passphrase',
    '(?:authorization|cookie|credential|secret|token|signature|jwt)s?(?:header|value)?$',
    '(?:api|access|account|encryption|license|master|private|secret|service|shared|signing|ssh)keys?$',
    'session(?:id|key)$',
    '^(?:(?:basic|http|proxy|x)?auth|bearer|csrf|cv[cv]|otp|pass|pin|pwd|session|sid|xsrf|(?:sentry)?dsn)$',
  ].join('|'),
);

/** Longer names are looked at by their end alone. Characters. */
const MAX_KEY = 64;

/** Answers remembered; names that come from outside must not fill the memory. */
const MAX_REMEMBERED = 1000;
const remembered = new Map<string, boolean>();

/** Whether a field's name says that its value is a secret. */
export function isSecretKey(key: string): boolean {
  const known = remembered.get(key);
  if (known !== undefined) return known;
  const secret = SECRET_KEY.test(
    key
      .slice(-MAX_KEY)
      .replaceAll(/[-_.\s]/g, '')
      .toLowerCase(),
  );
  if (remembered.size < MAX_REMEMBERED && key.length <= MAX_KEY) remembered.set(key, secret);
  return secret;
}

/**
 * What is shown of a value with a secret's name.
 *
 * What is absent is no secret, and good to know; nor is a flag (`hasToken: true`), nor a count (`totalTokens: 12`).
 */
export function maskOf(key: string, value: unknown): unknown {
  if (value === undefined || value === null || value === '' || typeof value === 'boolean') return value;
  return typeof value === 'number' && /tokens$/i.test(key) ? value : MASK;
}
