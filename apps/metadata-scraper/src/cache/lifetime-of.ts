import type { IncomingHttpHeaders } from 'node:http';

/** What bounds the time an answer is fresh, in ms. */
export interface LifetimeLimits {
  /** For an origin that says nothing. */
  readonly defaultMs: number;
  readonly minMs: number;
  readonly maxMs: number;
}

/** Directives by which an origin forbids a shared cache to use an answer unasked; RFC 9111, 5.2.2. */
const FORBIDDING = ['no-store', 'no-cache', 'private', 'proxy-revalidate'];

/** Directives that give a lifetime, the one for shared caches first. */
const LIFETIMES = ['s-maxage', 'max-age'];

/** A directive with its argument, quoted or not; RFC 9111, 5.2. */
const DIRECTIVE = /[^\s,=]+(?:=(?:"[^"]*"|[^\s,"]*))?/g;

/** Longer than any Cache-Control that means something; the rest is not looked at. */
const MAX_LENGTH = 1000;

/**
 * How long an answer is fresh for a cache that many share, by RFC 9111, section 4.2.
 *
 * What the origin forbids to keep is kept for `minMs`: a link that a thousand people open at once is still read once.
 * `Set-Cookie` changes nothing, since no cookie is ever sent or kept.
 *
 * @param headers the origin's
 * @param now ms since 1970, for an answer without a Date
 * @returns ms, within `minMs` and `maxMs`
 */
export function lifetimeOf(headers: IncomingHttpHeaders, limits: LifetimeLimits, now: number): number {
  const { defaultMs, minMs, maxMs } = limits;
  const lifetimeMs = declaredMs(headers, now) ?? defaultMs;
  return Math.min(maxMs, Math.max(minMs, lifetimeMs - ageMs(headers)));
}

function declaredMs({ 'cache-control': control, pragma, expires, date }: IncomingHttpHeaders, now: number) {
  const directives = readDirectives(control ?? pragma ?? '');
  if (FORBIDDING.some((name) => directives.has(name))) return 0;
  const seconds = LIFETIMES.map((name) => directives.get(name)).find((value) => value !== undefined);
  if (seconds !== undefined) return /^\d+$/.test(seconds) ? Number(seconds) * 1000 : 0;
  if (expires === undefined) return undefined;
  // "0" and other dates that cannot be read are in the past; RFC 9111, 5.3
  return timeOf(expires, 0) - timeOf(date, now);
}

/** Directives in lower case; the first of a name counts. */
function readDirectives(control: string): ReadonlyMap<string, string> {
  const directives = new Map<string, string>();
  for (const [directive] of control.slice(0, MAX_LENGTH).matchAll(DIRECTIVE)) {
    const [name, value] = directive.replaceAll('"', '').split(/=(.*)/s) as [string, string?];
    const key = name.toLowerCase();
    if (!directives.has(key)) directives.set(key, value ?? '');
  }
  return directives;
}

/** How long it lay in caches on its way, in ms. */
function ageMs({ age = '' }: IncomingHttpHeaders): number {
  return /^\d+$/.test(age) ? Number(age) * 1000 : 0;
}

function timeOf(date: string | undefined, otherwise: number): number {
  const time = date === undefined || !/[a-z]/i.test(date) ? Number.NaN : Date.parse(date);
  return Number.isNaN(time) ? otherwise : time;
}
