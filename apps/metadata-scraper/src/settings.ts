import { z } from 'zod';

import { parseCidrs, parsePorts, setting } from '@exemplar/http-kit';

import { parseRedisUrl } from './cache/redis/parse-redis-url.ts';

/** A schema of a parser that throws; what it says is not shown, the setting's type is. */
function parsedBy<T>(parse: (text: string) => T): z.ZodType<T, string> {
  return z.string().transform((text, context) => {
    try {
      return parse(text);
    } catch {
      context.addIssue({ code: 'custom', message: 'cannot be read' });
      return z.NEVER;
    }
  });
}

/** Host names to user agents, as JSON. */
const agentsByHost = z.record(z.string().toLowerCase(), z.string().regex(/^[\x20-\x7e]+$/));

/** What an operator can set, beside the settings of every service. */
export const settings = {
  OUTBOUND_ALLOW_CIDRS: setting.parsed(parsedBy(parseCidrs), 'a comma-separated list of CIDR ranges', {
    default: '',
    description: 'Address ranges that may be fetched although they are not public, such as 10.0.0.0/8.',
  }),
  OUTBOUND_ALLOW_PORTS: setting.parsed(parsedBy(parsePorts), 'a comma-separated list of ports, or *', {
    default: '80,443',
    description: 'Ports that may be fetched from; * for any.',
  }),
  REQUEST_TIMEOUT_MS: setting.integer({
    default: 10_000,
    min: 1,
    max: 300_000,
    description: 'How long one URL may take in ms, redirects and secondary fetches included.',
  }),
  MAX_BODY_BYTES: setting.integer({
    default: 5_000_000,
    min: 1,
    description: 'How much of a page is read, decoded; the rest is left.',
  }),
  MAX_REDIRECTS: setting.integer({ default: 10, max: 100, description: 'How many redirects are followed.' }),
  CACHE_MAX_ENTRIES: setting.integer({
    default: 10_000,
    description: 'How many pages the cache keeps in memory. 0: none.',
  }),
  CACHE_MAX_BYTES: setting.integer({
    default: 100_000_000,
    min: 1,
    description: 'How much memory these pages may take together.',
  }),
  CACHE_TTL_SECONDS: setting.integer({
    default: 300,
    min: 1,
    description: 'How long a page is fresh whose origin does not say; origins may say from 10 s to a day.',
  }),
  REDIS_URL: setting.parsed(
    parsedBy(parseRedisUrl),
    'a URL such as redis://user:password@host:6379/0, or rediss:// for TLS',
    {
      secret: true,
      description: 'The Redis through which replicas share their cache. Unset: the cache lives in the process.',
    },
  ),
  DOM_FALLBACK: setting.flag({
    default: true,
    description: 'Read pages whose head says too little with a DOM, in a worker thread. off: never.',
  }),
  USER_AGENT: setting.string({
    default: 'Mozilla/5.0 (compatible; ExemplarMetadataScraper/1.0)',
    description: 'How the scraper introduces itself to the pages it reads.',
  }),
  USER_AGENT_BY_HOST: setting.parsed(
    parsedBy((text) => agentsByHost.parse(JSON.parse(text))),
    'a JSON object of host names and user agents',
    {
      default: '{}',
      description:
        'Other introductions for hosts, and names below them, that answer only to a crawler they know, such as {"example.com":"facebookexternalhit/1.1"}.',
    },
  ),
  ORIGIN_BREAKER_FAILURES: setting.integer({
    default: 20,
    description: 'After so many failures in a row an origin is left alone for a while. 0: never.',
  }),
};
