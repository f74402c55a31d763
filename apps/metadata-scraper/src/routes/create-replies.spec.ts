import type { Scraped } from '../scrape/create-scraper.ts';
import { createReplies } from './create-replies.ts';

const ANSWER = { body: Buffer.from('{"title":"ä"}'), etag: '"e"' };
const scraped = (parts: Partial<Scraped> = {}): Scraped => ({
  answer: ANSWER,
  ageMs: 1500,
  freshMs: 8500,
  state: 'HIT',
  timing: '',
  ...parts,
});

/** Names and values in turn, as an object. */
const headersOf = ({ head }: { readonly head: readonly string[] }): Record<string, string | undefined> =>
  Object.fromEntries(head.flatMap((name, at) => (at % 2 === 0 ? [[name, head[at + 1]]] : [])));

describe('createReplies', () => {
  it('tells how old an answer is, for how long it is fresh, and where it came from', () => {
    const reply = createReplies({ API_KEYS: undefined })(scraped());
    expect(headersOf(reply)).toMatchObject({
      age: '1',
      'cache-control': 'public, max-age=10',
      'x-cache': 'HIT',
      etag: '"e"',
      'content-type': 'application/json; charset=utf-8',
    });
    expect(headersOf(reply)).not.toHaveProperty('server-timing');
  });

  it('makes one reply for all who ask within a second', () => {
    const replyOf = createReplies({ API_KEYS: undefined });
    const first = replyOf(scraped());
    expect(replyOf(scraped({ ageMs: 1999, freshMs: 8001 }))).toBe(first);
    const later = replyOf(scraped({ ageMs: 2000, freshMs: 8000 }));
    expect(headersOf(later)).toMatchObject({ age: '2', 'cache-control': 'public, max-age=10' });
    expect(headersOf(replyOf(scraped({ ageMs: 2000, freshMs: 8000, state: 'STALE' })))).toMatchObject({
      'x-cache': 'STALE',
    });
  });

  it('tells only who waited for it what took its time', () => {
    const replyOf = createReplies({ API_KEYS: undefined });
    expect(headersOf(replyOf(scraped({ timing: 'fetch;dur=1.0' })))).toMatchObject({
      'server-timing': 'fetch;dur=1.0',
    });
    expect(headersOf(replyOf(scraped()))).not.toHaveProperty('server-timing');
  });

  it('lets no shared cache keep what not everybody may ask for', () => {
    const reply = createReplies({ API_KEYS: ['key'] })(scraped());
    expect(headersOf(reply)['cache-control']).toBe('private, max-age=10');
  });
});
