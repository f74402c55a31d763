import { LRUCache } from 'lru-cache';

import { type Reply, stored } from '@exemplar/http-kit';

import type { Answer } from '../cache/page-cache.ts';
import type { Scraped } from '../scrape/create-scraper.ts';

const CONTENT_TYPE = 'application/json; charset=utf-8';

/** Pages that are asked for more often than others: what of their replies never changes is made once. */
const MAX_KEPT = 500;

export interface AccessSettings {
  readonly API_KEYS: readonly string[] | undefined;
}

interface Kept {
  readonly reply: Reply<never>;
  readonly ageSeconds: number;
  readonly state: Scraped['state'];
}

/**
 * Makes the replies of answers, with what HTTP caches and people want to know of them: `Age`, `Cache-Control`, `X-Cache` and
 * `Server-Timing`.
 *
 * @param settings where not everybody may ask, shared caches may not keep them
 */
export function createReplies({ API_KEYS }: AccessSettings): (scraped: Scraped) => Reply<never> {
  const visibility = API_KEYS === undefined ? 'public' : 'private';
  const kept = new LRUCache<Answer, Kept>({ max: MAX_KEPT });
  return ({ answer, ageMs, freshMs, state, timing }) => {
    const found = kept.get(answer);
    const ageSeconds = Math.floor(ageMs / 1000);
    if (found?.ageSeconds === ageSeconds && found.state === state) return found.reply;
    const reply = (found?.reply ?? replyOf(answer)).withHeaders({
      age: String(ageSeconds),
      // that of a new answer: whoever keeps this one subtracts its age (RFC 9111, 4.2)
      'cache-control': `${visibility}, max-age=${Math.floor((ageMs + freshMs) / 1000)}`,
      'x-cache': state,
    });
    if (timing !== '') return reply.withHeaders({ 'server-timing': timing });
    kept.set(answer, { reply, ageSeconds, state });
    return reply;
  };
}

const replyOf = ({ body, etag }: Answer): Reply<never> => stored({ body, contentType: CONTENT_TYPE, etag });
