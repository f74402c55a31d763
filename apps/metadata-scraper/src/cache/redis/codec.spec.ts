import { crc32 } from 'node:zlib';

import fc from 'fast-check';

import type { Entry } from '../entry.ts';
import { decodeEntry, decodeFailure, encodeEntry, encodeFailure } from './codec.ts';

const ENTRY: Entry = {
  answer: { body: Buffer.from('{"title":"Füße"}'), etag: '"e"' },
  validators: { etag: 'W/"v"', lastModified: null },
  loadedAt: 1,
  freshUntil: 2,
};

/** Bytes whose checksum is right, whatever stands in the head. */
function bytesOf(head: string, length = head.length): Buffer {
  const rest = Buffer.concat([Buffer.alloc(4), Buffer.from(head)]);
  rest.writeUInt32BE(length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(rest));
  return Buffer.concat([sum, rest]);
}

describe('an entry in bytes', () => {
  it('comes back as it was, whatever it holds', () => {
    const text = fc.option(fc.string({ unit: 'binary' }), { nil: null });
    const entries = fc.record({
      answer: fc.record({ body: fc.uint8Array().map((bytes) => Buffer.from(bytes)), etag: fc.string() }),
      validators: fc.record({ etag: text, lastModified: text }),
      loadedAt: fc.nat(),
      freshUntil: fc.nat(),
    });
    fc.assert(
      fc.property(entries, (entry) => {
        expect(decodeEntry(encodeEntry(entry, 10_000), 10_000)).toEqual(entry);
      }),
      { seed: 1 },
    );
  });

  it('is as old and as fresh for a process whose clock is an hour ahead', () => {
    const read = decodeEntry(encodeEntry(ENTRY, 10_000), 3_610_000);
    expect(read).toEqual({ ...ENTRY, loadedAt: 3_600_001, freshUntil: 3_600_002 });
  });

  it('is nothing once a bit is wrong, or a part is missing', () => {
    const bytes = encodeEntry(ENTRY, 3);
    for (let at = 0; at < bytes.length; at++) {
      const wrong = Buffer.from(bytes);
      wrong.writeUInt8(wrong.readUInt8(at) ^ 1, at);
      expect([decodeEntry(wrong, 3), decodeEntry(bytes.subarray(0, at), 3)]).toEqual([undefined, undefined]);
    }
  });

  it.each([
    ['no bytes', null],
    ['a text', 'text'],
    ['a head that is no JSON', bytesOf('{')],
    ['a head without what belongs into it', bytesOf('{"etag":"e"}')],
    ['a head longer than all', bytesOf('{}', 1_000_000)],
  ])('is nothing if it is %s', (_, bytes) => {
    expect(decodeEntry(bytes, 3)).toBeUndefined();
  });
});

describe('a failure in bytes', () => {
  it.each([
    { code: 'upstream-status', message: 'No.', status: 404, retryAfterSeconds: 5, until: 1 } as const,
    { code: 'upstream-timeout', message: 'No.', status: undefined, retryAfterSeconds: undefined, until: 1 } as const,
  ])('comes back as it was: $code', (failure) => {
    expect(decodeFailure(Buffer.from(encodeFailure(failure)), 1)).toEqual(failure);
  });

  it.each([null, Buffer.from('{'), Buffer.from('{"code":"another","message":""}')])(
    'is nothing if it is something else: %s',
    (bytes) => {
      expect(decodeFailure(bytes, 1)).toBeUndefined();
    },
  );
});
