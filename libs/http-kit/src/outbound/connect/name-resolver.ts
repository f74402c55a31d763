import { Resolver } from 'node:dns/promises';

import { LRUCache } from 'lru-cache';

import { createCoalesce } from '../../in-flight/coalesce.ts';

export interface ResolvedAddress {
  readonly address: string;
  readonly family: 4 | 6;
}

export interface NameResolver {
  /**
   * The addresses of a name, IPv4 first, as the DNS tells them.
   *
   * @throws the DNS error (`code` such as `ENOTFOUND`, `ESERVFAIL`, `ETIMEOUT`) if neither family has one
   */
  resolve(name: string): Promise<readonly ResolvedAddress[]>;
  /** Ends the queries under way. */
  close(): void;
}

export interface NameResolverOptions {
  /** DNS servers as `address` or `address:port`; default: the system's. */
  readonly servers?: readonly string[];
  /** How long one query waits, in ms; tries after the first wait longer. */
  readonly timeoutMs?: number;
  readonly tries?: number;
  /** How long the slower family is waited for once the other has answered, in ms (RFC 8305, section 3). */
  readonly graceMs?: number;
}

interface FamilyAnswer {
  readonly addresses: readonly ResolvedAddress[];
  readonly ttlSeconds: number;
  readonly error?: unknown;
}

const MAX_CACHED_NAMES = 1000;
/** A page's hops and its secondary fetches come within seconds; a longer memory would only show stale addresses. */
const MAX_TTL_SECONDS = 30;

/**
 * Makes a resolver that asks the DNS by itself. `getaddrinfo` runs in the thread pool, where a few names whose
 * servers are silent stop every other look-up; queries of this one wait side by side, and each for a bounded time.
 */
export function createNameResolver(options: NameResolverOptions = {}): NameResolver {
  const { servers, timeoutMs = 2000, tries = 2, graceMs = 200 } = options;
  const dns = new Resolver({ timeout: timeoutMs, tries });
  if (servers) dns.setServers(servers);
  const cache = new LRUCache<string, readonly ResolvedAddress[]>({ max: MAX_CACHED_NAMES });
  const oneAtATime = createCoalesce<readonly ResolvedAddress[]>();

  async function ask(name: string): Promise<readonly ResolvedAddress[]> {
    const answers = await bothFamilies(askFamily(dns, name, 4), askFamily(dns, name, 6), graceMs);
    const addresses = answers.flatMap((answer) => answer.addresses);
    if (addresses.length === 0) throw tellingError(answers);
    const ttl = Math.min(MAX_TTL_SECONDS, ...answers.map(({ ttlSeconds }) => ttlSeconds));
    if (ttl > 0) cache.set(name, addresses, { ttl: ttl * 1000 });
    return addresses;
  }

  function resolve(name: string): Promise<readonly ResolvedAddress[]> {
    const known = cache.get(name);
    return known ? Promise.resolve(known) : oneAtATime(name, () => ask(name));
  }

  return {
    resolve,
    close: () => {
      dns.cancel();
    },
  };
}

async function askFamily(dns: Resolver, name: string, family: 4 | 6): Promise<FamilyAnswer> {
  try {
    const records = await (family === 4 ? dns.resolve4(name, { ttl: true }) : dns.resolve6(name, { ttl: true }));
    return {
      addresses: records.map(({ address }) => ({ address, family })),
      ttlSeconds: Math.min(...records.map(({ ttl }) => ttl)),
    };
  } catch (error) {
    return { addresses: [], ttlSeconds: isAbsence(error) ? Infinity : 0, error };
  }
}

/** Both answers, or the one with addresses if the other keeps silent for longer than the grace. */
async function bothFamilies(
  ipv4: Promise<FamilyAnswer>,
  ipv6: Promise<FamilyAnswer>,
  graceMs: number,
): Promise<readonly FamilyAnswer[]> {
  const both = Promise.all([ipv4, ipv6]);
  const first = await Promise.race([ipv4, ipv6]);
  if (first.addresses.length === 0) return both;
  return new Promise((resolve) => {
    const grace = setTimeout(() => {
      resolve([{ ...first, ttlSeconds: 0 }]);
    }, graceMs);
    void both.then((answers) => {
      clearTimeout(grace);
      resolve(answers);
    });
  });
}

/** A failure says more than "no such name": the latter may be the answer of one family alone. */
function tellingError(answers: readonly FamilyAnswer[]): unknown {
  const errors = answers.map(({ error }) => error);
  return errors.find((error) => !isAbsence(error)) ?? errors[0];
}

function isAbsence(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException;
  return code === 'ENODATA' || code === 'ENOTFOUND';
}
