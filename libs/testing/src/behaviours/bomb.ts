import { pipeline, Readable, type Transform } from 'node:stream';
import { constants, createBrotliCompress, createDeflate, createGzip, createZstdCompress } from 'node:zlib';

import type { Behaviour } from '../origin.ts';
import type { Encoding } from './encoded.ts';
import { PAGE_HEADERS } from './page-headers.ts';

/** Brotli's default quality, 11, takes 27 times as long as 4 over spaces, for the same size. */
const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } };

const COMPRESSORS: Readonly<Record<Encoding, () => Transform>> = {
  gzip: () => createGzip(),
  br: () => createBrotliCompress(BROTLI),
  deflate: () => createDeflate(),
  zstd: () => createZstdCompress(),
};

export interface Bomb {
  /** One, or several as they are to be applied: a bomb in a bomb. */
  readonly encoding: Encoding | readonly Encoding[];
  /** Bytes when unpacked; may be `Infinity`. */
  readonly size: number;
}

/** A page of spaces that is small on the wire: a thousandth and less. It is made while the client reads it. */
export function bomb({ encoding, size }: Bomb): Behaviour {
  const codings = [encoding].flat();
  return (_request, response) => {
    response.writeHead(200, { ...PAGE_HEADERS, 'content-encoding': codings.join(', ') });
    const compressors = codings.map((coding) => COMPRESSORS[coding]());
    pipeline([Readable.from(spaces(size)), ...compressors, response], () => undefined); // the client may leave
  };
}

function* spaces(size: number): Generator<Buffer> {
  const block = Buffer.alloc(65_536, ' ');
  for (let left = size; left > 0; left -= block.length) yield block.subarray(0, Math.min(left, block.length));
}
