import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { PassThrough, Readable } from 'node:stream';
import { brotliCompressSync, constants, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';

import fc from 'fast-check';

import { READ_AHEAD_BYTES } from './body-queue.ts';
import { decodersOf } from './content-coding.ts';
import { BodyReader } from './read-body.ts';

const PAGE = Buffer.from('<title>Grüße</title>'.repeat(5000));

interface Setup {
  readonly encoding?: string;
  readonly maxBytes?: number;
}

function reader(stream: Readable, { encoding, maxBytes = 1e9 }: Setup = {}) {
  const outcomes: (Error | undefined)[] = [];
  const body = new BodyReader(stream, {
    decoders: decodersOf(encoding) ?? [],
    maxBytes,
    describe: (error) => new Error('described', { cause: error }),
    onDone: (failure) => outcomes.push(failure),
  });
  return { body, outcomes };
}

async function collect(chunks: AsyncIterable<Uint8Array>): Promise<{ bytes: Buffer; failure?: unknown }> {
  const read: Uint8Array[] = [];
  try {
    for await (const chunk of chunks) read.push(chunk);
    return { bytes: Buffer.concat(read) };
  } catch (failure) {
    return { bytes: Buffer.concat(read), failure };
  }
}

function inPieces(bytes: Uint8Array, size: number): Readable {
  const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
    bytes.subarray(index * size, (index + 1) * size),
  );
  return Readable.from(pieces, { objectMode: false });
}

const CODINGS = {
  identity: (body: Uint8Array) => body,
  gzip: (body: Uint8Array) => gzipSync(body),
  'X-GZIP': (body: Uint8Array) => gzipSync(body),
  deflate: (body: Uint8Array) => deflateSync(body),
  br: (body: Uint8Array) => brotliCompressSync(body),
  zstd: (body: Uint8Array) => zstdCompressSync(body),
  'gzip, br': (body: Uint8Array) => brotliCompressSync(gzipSync(body)),
  'gzip,identity , deflate,zstd': (body: Uint8Array) => zstdCompressSync(deflateSync(gzipSync(body))),
} as const;

const turn = (): Promise<void> =>
  new Promise((resolve) => {
    setImmediate(resolve);
  });

describe('a body', () => {
  it.each(Object.entries(CODINGS))('in %s is decoded, whatever pieces it comes in', async (encoding, encode) => {
    for (const size of [1, 7, 10_000]) {
      const { body, outcomes } = reader(inPieces(encode(PAGE.subarray(0, size * 300)), size), { encoding });
      const { bytes, failure } = await collect(body.chunks);
      expect(failure).toBeUndefined();
      expect(bytes.equals(PAGE.subarray(0, size * 300))).toBe(true);
      expect(body.wireBytes).toBe(encode(PAGE.subarray(0, size * 300)).length);
      expect(body.truncated).toBe(false);
      expect(outcomes).toEqual([undefined]);
    }
  });

  it('is decoded from raw deflate too, as some servers send it', async () => {
    const { body } = reader(inPieces(deflateRawSync(PAGE), 10), { encoding: 'deflate' });
    expect((await collect(body.chunks)).bytes.equals(PAGE)).toBe(true);
  });

  it.each(['utf-8', 'none', 'compress', 'gzip, toString', ' , '])(
    'with the unknown Content-Encoding "%s" is given as it is',
    async (encoding) => {
      const { body } = reader(Readable.from([PAGE]), { encoding });
      expect((await collect(body.chunks)).bytes.equals(PAGE)).toBe(true);
    },
  );

  it('with too many codings has no decoders', () => {
    expect(decodersOf('gzip, gzip, gzip, gzip')).toBeUndefined();
  });

  it('that is empty is empty in any Content-Encoding', async () => {
    const { body } = reader(Readable.from([]), { encoding: 'gzip, br' });
    expect(await collect(body.chunks)).toEqual({ bytes: Buffer.alloc(0) });
  });

  it('ends where its coding ends, whatever follows', async () => {
    const stream = Readable.from([Buffer.concat([deflateSync('page'), Buffer.from('!more')])]);
    const { body } = reader(stream, { encoding: 'deflate' });
    expect((await collect(body.chunks)).bytes.toString()).toBe('page');
  });

  it.each(['gzip', 'deflate', 'br', 'zstd'] as const)(
    'in %s that was cut off gives what can be decoded, then fails',
    async (encoding) => {
      const page = Buffer.from(Array.from({ length: 50_000 }, (_, n) => String((n * 7919) % 100_003)).join(' '));
      const coded = CODINGS[encoding](page);
      const { body, outcomes } = reader(inPieces(coded.subarray(0, coded.length - 1000), 16_000), { encoding });
      const { bytes, failure } = await collect(body.chunks);
      expect(bytes.length).toBeGreaterThan(page.length / 3);
      expect(page.subarray(0, bytes.length).equals(bytes)).toBe(true);
      expect(failure).toHaveProperty('message', 'described');
      expect(outcomes).toEqual([failure]);
    },
  );

  it('that cannot be decoded fails', async () => {
    const { body } = reader(Readable.from([PAGE]), { encoding: 'gzip' });
    const { bytes, failure } = await collect(body.chunks);
    expect(bytes).toHaveLength(0);
    expect(failure).toHaveProperty('cause.code', 'Z_DATA_ERROR');
  });

  it('refuses a zstd window that takes too much memory', async () => {
    const params = { [constants.ZSTD_c_windowLog]: 27, [constants.ZSTD_c_enableLongDistanceMatching]: 1 };
    const coded = zstdCompressSync(Buffer.alloc(20_000_000), { params });
    const { body } = reader(Readable.from([coded]), { encoding: 'zstd' });
    expect((await collect(body.chunks)).failure).toHaveProperty('message', 'described');
  });

  it('whose connection fails gives what came before, then the reason of the connection', async () => {
    for (const encoding of ['identity', 'gzip'] as const) {
      const stream = new PassThrough();
      const { body, outcomes } = reader(stream, { encoding });
      const coded = CODINGS[encoding](PAGE);
      stream.write(coded.subarray(0, coded.length - 9));
      const iterator = body.chunks[Symbol.asyncIterator]();
      const first = await iterator.next();
      stream.destroy(new Error('reset'));
      const rest = await collect({ [Symbol.asyncIterator]: () => iterator });
      expect(first.done).toBe(false);
      expect(rest.failure).toHaveProperty('cause.message', 'reset');
      expect(outcomes).toEqual([rest.failure]);
      expect(await iterator.next()).toEqual({ done: true, value: undefined });
    }
  });

  it('whose connection fails before any of a coded body came fails with that reason', async () => {
    const stream = new PassThrough();
    const { body } = reader(stream, { encoding: 'br' });
    const collected = collect(body.chunks);
    stream.destroy(new Error('reset'));
    expect((await collected).failure).toHaveProperty('cause.message', 'reset');
  });

  it('of exactly the limit is not truncated; of one byte more it ends there', async () => {
    for (const extra of [0, 1]) {
      const stream = Readable.from([Buffer.alloc(600), Buffer.alloc(400 + extra)], { objectMode: false });
      const { body, outcomes } = reader(stream, { maxBytes: 1000 });
      const { bytes, failure } = await collect(body.chunks);
      expect([bytes.length, failure, body.truncated]).toEqual([1000, undefined, extra === 1]);
      expect(outcomes).toEqual([undefined]);
    }
  });

  it('that reached its limit with a chunk ends without a further one', async () => {
    const stream = Readable.from([Buffer.alloc(1000), Buffer.alloc(1)], { objectMode: false });
    const { body } = reader(stream, { maxBytes: 1000 });
    expect((await collect(body.chunks)).bytes).toHaveLength(1000);
    expect(body.truncated).toBe(true);
  });

  it.each(['gzip', 'br', 'zstd', 'deflate', 'gzip, br'] as const)(
    'that is a bomb in %s ends at the limit, and no more of it is unpacked',
    async (encoding) => {
      const encode = CODINGS[encoding as keyof typeof CODINGS];
      const { body } = reader(Readable.from([encode(Buffer.alloc(40_000_000))]), { encoding, maxBytes: 300_000 });
      const before = process.memoryUsage().arrayBuffers;
      const { bytes } = await collect(body.chunks);
      expect([bytes.length, body.truncated]).toEqual([300_000, true]);
      expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(20_000_000);
    },
  );

  it('that only grows on the wire ends at the limit as well', async () => {
    const stream = new PassThrough();
    const { body, outcomes } = reader(stream, { encoding: 'deflate', maxBytes: 5000 });
    // RFC 1951, section 3.2.4: stored blocks, one of a byte and a thousand of none
    stream.write(Buffer.from('7801000100feff61', 'hex'));
    stream.write(Buffer.from('000000ffff'.repeat(1000), 'hex'));
    const { bytes, failure } = await collect(body.chunks);
    expect([bytes.toString(), failure, body.truncated]).toEqual(['a', undefined, true]);
    expect(stream.destroyed).toBe(true);
    expect(outcomes).toEqual([undefined]);
  });

  it('is read a little ahead of its consumer and no further', async () => {
    for (const encoding of ['identity', 'gzip', 'gzip, br'] as const) {
      const page = randomBytes(2_000_000);
      const stream = inPieces(CODINGS[encoding](page), 1024);
      const { body } = reader(stream, { encoding });
      const iterator = body.chunks[Symbol.asyncIterator]();
      const first = await iterator.next();
      while (!stream.isPaused()) await turn();
      for (let turns = 0; turns < 20; turns += 1) await turn();
      expect(body.wireBytes).toBeGreaterThan(1000);
      expect(body.wireBytes).toBeLessThan(READ_AHEAD_BYTES * 4);
      const { bytes } = await collect({ [Symbol.asyncIterator]: () => iterator });
      expect(Buffer.concat([first.value as Uint8Array, bytes]).equals(page)).toBe(true);
    }
  });

  it('that its consumer leaves takes its source with it', async () => {
    const stream = new PassThrough();
    const { body, outcomes } = reader(stream);
    stream.write('a');
    stream.write('b');
    for await (const chunk of body.chunks) {
      expect(chunk).toEqual(Buffer.from('a'));
      break;
    }
    expect(stream.destroyed).toBe(true);
    expect(outcomes).toEqual([undefined]);
    expect((await collect(body.chunks)).bytes).toHaveLength(0);
  });

  it('that is closed after its end leaves its source alone', async () => {
    const stream = new Readable({ autoDestroy: false, read: () => undefined });
    const { body, outcomes } = reader(stream);
    stream.push('page');
    stream.push(null);
    await once(stream, 'end');
    body.close();
    body.stop(new Error('too late'));
    expect(stream.destroyed).toBe(false);
    expect(outcomes).toEqual([undefined]);
  });

  it('that is stopped gives what was received, then the reason', async () => {
    const stream = new PassThrough();
    const { body } = reader(stream);
    stream.write('page');
    const reason = new Error('deadline');
    body.stop(reason);
    const { bytes, failure } = await collect(body.chunks);
    expect([bytes.toString(), failure]).toEqual(['page', reason]);
    expect(stream.destroyed).toBe(true);
  });

  it('of any bytes, coded and cut into any pieces, is the same', async () => {
    const codings = fc.constantFrom(...(Object.entries(CODINGS) as [string, (body: Uint8Array) => Uint8Array][]));
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ minLength: 1, maxLength: 3000 }),
        codings,
        fc.integer({ min: 1, max: 500 }),
        async (page, [encoding, encode], size) => {
          const { body } = reader(inPieces(encode(page), size), { encoding });
          expect((await collect(body.chunks)).bytes.equals(page)).toBe(true);
        },
      ),
      { numRuns: 60 },
    );
  });
});
