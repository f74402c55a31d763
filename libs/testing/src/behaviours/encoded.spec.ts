import { startOrigin } from '../origin.ts';
import { encoded, type Encoding, truncated } from './encoded.ts';

const ENCODINGS: readonly Encoding[] = ['gzip', 'br', 'deflate', 'zstd'];

describe('an encoded page', () => {
  it.each(ENCODINGS)('is packed with %s', async (encoding) => {
    await using origin = await startOrigin({ '/': encoded({ encoding, body: 'hello' }) });
    const answer = await fetch(origin.url);
    expect(answer.headers.get('content-encoding')).toBe(encoding);
    expect(await answer.text()).toBe('hello');
  });

  it('is packed more than once, and keeps its headers', async () => {
    await using origin = await startOrigin({
      '/': encoded({ encoding: ['gzip', 'br'], body: Buffer.from('hello'), headers: { etag: '"1"' } }),
    });
    const answer = await fetch(origin.url);
    expect([answer.headers.get('content-encoding'), answer.headers.get('etag')]).toEqual(['gzip, br', '"1"']);
    expect(await answer.text()).toBe('hello');
  });
});

describe('a truncated page', () => {
  const body = Buffer.from(Array.from({ length: 5000 }, (_, at) => (at * at) % 251));

  it.each(ENCODINGS)('is complete for HTTP, and not for %s', async (encoding) => {
    await using origin = await startOrigin({ '/': truncated({ encoding, body }) });
    const answer = await fetch(origin.url);
    expect(answer.headers.get('content-encoding')).toBe(encoding);
    // a decoder gives what it has, or fails; it never gives the whole
    const got = await answer.bytes().catch(() => new Uint8Array());
    expect(got.length).toBeLessThan(body.length);
  });

  it('keeps its headers, and half of its bytes', async () => {
    await using origin = await startOrigin({
      '/': truncated({ encoding: [], body: 'abcdef', headers: { etag: '"1"' } }),
    });
    const answer = await fetch(origin.url);
    expect([answer.headers.get('etag'), await answer.text()]).toEqual(['"1"', 'abc']);
  });
});
