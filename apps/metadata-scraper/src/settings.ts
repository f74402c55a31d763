import { z } from 'zod';

import { parseCidrs, parsePorts, setting } from '@exemplar/http-kit';

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
  CACHE_TTL_SECONDS: setting.integer({
    default: 300,
    min: 1,
    description: 'How long a page is served from the cache.',
  }),
  USER_AGENT: setting.string({
    default: 'Mozilla/5.0 (compatible; ExemplarMetadataScraper/1.0)',
    description: 'How the scraper introduces itself to the pages it reads.',
  }),
  ORIGIN_BREAKER_FAILURES: setting.integer({
    default: 20,
    description: 'After so many failures in a row an origin is left alone for a while. 0: never.',
  }),
};
