import type { Transform } from 'node:stream';
import {
  constants,
  createBrotliDecompress,
  createGunzip,
  createInflate,
  createInflateRaw,
  createZstdDecompress,
} from 'node:zlib';

/** Makes the decoder of a coding, given the first bytes of what it shall decode. */
export type OpenDecoder = (first: Uint8Array) => Transform;

const OPTIONS = {
  chunkSize: 32_768,
  // A chunk that was decoded must be taken before the next is: a decoder that fails drops what it still holds.
  readableHighWaterMark: 1,
};

/** RFC 9659: a window beyond 8 MiB need not be supported; a frame may otherwise ask for 128 MiB. */
const ZSTD_WINDOW_BITS = 23;

function openGunzip(): Transform {
  return createGunzip(OPTIONS);
}

/** RFC 9110 means the zlib format, but some servers send it raw; its first byte tells (RFC 1950, section 2.2). */
function openInflate(first: Uint8Array): Transform {
  return (Number(first[0]) & 0x0f) === 8 ? createInflate(OPTIONS) : createInflateRaw(OPTIONS);
}

const DECODERS = new Map<string, OpenDecoder>([
  ['gzip', openGunzip],
  ['x-gzip', openGunzip],
  ['deflate', openInflate],
  ['br', () => createBrotliDecompress(OPTIONS)],
  ['zstd', () => createZstdDecompress({ ...OPTIONS, params: { [constants.ZSTD_d_windowLogMax]: ZSTD_WINDOW_BITS } })],
]);

/** What is asked for: the codings that can be decoded. */
export const ACCEPT_ENCODING = 'gzip, deflate, br, zstd';

/** No server encodes more than twice on purpose; each coding costs a decoder. */
const MOST_CODINGS = 3;

/**
 * The decoders that undo a Content-Encoding, in the order in which they have to be applied.
 *
 * A list with an unknown coding gives none: such headers are mostly mistakes (`utf-8`, `none`) on a plain body, and
 * a reader of HTML finds nothing in an encoded one.
 *
 * @param header the value of Content-Encoding
 * @returns undefined if there are too many
 */
export function decodersOf(header = ''): readonly OpenDecoder[] | undefined {
  const codings = header
    .toLowerCase()
    .split(',')
    .map((coding) => coding.trim())
    .filter((coding) => coding !== '' && coding !== 'identity');
  if (codings.length > MOST_CODINGS) return undefined;
  const decoders = codings.flatMap((coding) => DECODERS.get(coding) ?? []);
  return decoders.length === codings.length ? decoders.reverse() : [];
}
