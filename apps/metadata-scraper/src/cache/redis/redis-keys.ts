import { createHash } from 'node:crypto';

/** Changes with what is written, so that no release reads what it does not know. */
const FORMAT = 1;

/** The keys in Redis that belong to a key of the cache. */
export interface RedisKeys {
  readonly entry: string;
  readonly failure: string;
  readonly claim: string;
}

/**
 * Where a key of the cache stands in Redis. URLs are long, and what people look up is nobody's business, so a hash of
 * the key stands for it.
 *
 * @param release whose answers have one shape: those of another are not read
 */
export function redisKeys(release: string, key: string): RedisKeys {
  const hash = createHash('sha256').update(key).digest('base64url');
  const of = (kind: string): string => `metadata-scraper:${FORMAT}:${release}:${kind}:${hash}`;
  return { entry: of('entry'), failure: of('failure'), claim: of('claim') };
}
