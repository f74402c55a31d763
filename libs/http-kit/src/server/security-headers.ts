/**
 * Sent with every answer: OWASP's headers for REST services (REST Security Cheat Sheet) and the cross-origin policy.
 *
 * A constant table rather than a middleware that sets them one by one: set on each response, twelve headers cost
 * more than the routing does, and those that only matter to pages go out with pages alone.
 */
export const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=31536000',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
};

/** What a page may do: load its own styles, scripts and images, and talk to its own service. */
export const PAGE_POLICY =
  "default-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'";

const FLAT = Object.entries(SECURITY_HEADERS).flat();

/**
 * Lays headers out as `writeHead` takes them fastest, the security headers first, unless they are overridden.
 *
 * @returns names (lower case) and values in turn
 */
export function withSecurityHeaders(headers: Readonly<Record<string, string>>): readonly string[] {
  const own = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value] as const);
  const overridden = own.some(([name]) => name in SECURITY_HEADERS);
  if (!overridden) return [...FLAT, ...own.flat()];
  return Object.entries({ ...SECURITY_HEADERS, ...Object.fromEntries(own) }).flat();
}
