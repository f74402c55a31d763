import { once } from 'node:events';
import { PassThrough, Readable, Transform } from 'node:stream';

import { chainDecoders } from './decoder-chain.ts';

describe('a chain of decoders', () => {
  it('holds each one back until the next has room', async () => {
    const source = Readable.from(['a', 'b', 'c'].map((text) => Buffer.from(text)));
    const first = new PassThrough();
    const narrow = new Transform({
      writableHighWaterMark: 1,
      transform: (chunk, _encoding, done) => setImmediate(done, null, chunk),
    });
    const pauses: string[] = [];
    first.on('pause', () => pauses.push('first'));
    const read: string[] = [];
    const ended = Promise.withResolvers<undefined>();
    const chain = chainDecoders({
      decoders: [() => first, () => narrow],
      source,
      sink: {
        write: (chunk) => read.push(Buffer.from(chunk).toString()) > 0,
        end: () => {
          ended.resolve(undefined);
        },
      },
      onError: ended.reject,
    });
    source.on('data', (chunk: Buffer) => chain.write(chunk));
    await once(source, 'end');
    chain.end();
    await ended.promise;
    expect(read.join('')).toBe('abc');
    expect(pauses).toContain('first');
  });
});
