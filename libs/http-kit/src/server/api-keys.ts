import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

interface KnownKey {
  readonly digest: Buffer;
  readonly client: string;
}

/** Finds out whose key came with a request: `key:` and the key's fingerprint, or null. */
export type IdentifyClient = (headers: IncomingHttpHeaders) => string | null;

/**
 * Makes the check of API keys. A key comes as `X-Api-Key` or as a bearer token.
 *
 * Digests of equal length are compared, all of them, each in constant time: neither a key nor its position shows in
 * how long the answer takes.
 *
 * @param keys undefined: there are none, and no client is known by one
 */
export function createApiKeys(keys: readonly string[] | undefined): IdentifyClient {
  const known = (keys ?? []).map(knownKey);
  return (headers) => {
    const given = keyOf(headers);
    if (given === null) return null;
    const digest = digestOf(given);
    return known.reduce<string | null>(
      (found, key) => (timingSafeEqual(key.digest, digest) ? key.client : found),
      null,
    );
  };
}

function knownKey(key: string): KnownKey {
  const digest = digestOf(key);
  return { digest, client: `key:${digest.toString('hex').slice(0, 8)}` };
}

const digestOf = (key: string): Buffer => createHash('sha256').update(key).digest();

function keyOf(headers: IncomingHttpHeaders): string | null {
  const key = headers['x-api-key'];
  if (typeof key === 'string') return key;
  const { authorization = '' } = headers;
  return /^bearer +(\S+)$/i.exec(authorization)?.[1] ?? null;
}
