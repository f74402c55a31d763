import { TextDecoder } from '@exodus/bytes/encoding.js';
import sniffEncoding from 'html-encoding-sniffer';

import type { MediaType } from './media-type.ts';

/** The HTML standard's prescan window: https://html.spec.whatwg.org/multipage/parsing.html#determining-the-character-encoding */
const PRESCAN_BYTES = 1024;
/**
 * A page that names no encoding in its first 1024 bytes is held back this long. Browsers parse a page again when they come upon a
 * late `<meta charset>`; here the first 64 kB are prescanned instead, which finds the same declarations without a second parse.
 */
const LATE_PRESCAN_BYTES = 65_536;

export interface ChunkDecoder {
  /** Gives the text of the bytes so far, '' while the encoding is still being looked for. */
  readonly write: (chunk: Uint8Array) => string;
  /** Gives what was held back. */
  readonly end: () => string;
  /** The WHATWG name of the encoding in lower case, null until it is known. */
  readonly charset: () => string | null;
}

const NOT_ASCII = /[^\0-\x7f]/;

/** Whether bytes are UTF-8 and more than ASCII. A last character that is cut short proves nothing: it may be one of Latin-1. */
const isUtf8 = (bytes: Uint8Array): boolean => {
  try {
    return NOT_ASCII.test(new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true }));
  } catch {
    return false;
  }
};

/** Where nothing is declared: UTF-8 if the bytes can hardly be anything else, or what the HTML standard falls back to. */
const guessEncoding = (bytes: Uint8Array): string => (isUtf8(bytes) ? 'UTF-8' : 'windows-1252');

/** What the first `length` bytes say: byte order mark, transport, `<meta>` or XML declaration; '' where they say nothing. */
const sniff = (bytes: Uint8Array, { charset, isXml }: MediaType, length: number): string => {
  const window = bytes.subarray(0, length);
  const transport = charset === undefined ? {} : { transportLayerEncodingLabel: charset };
  if (isXml) return sniffEncoding(window, { xml: true, ...transport });
  return sniffEncoding(window, { ...transport, maxPrescanBytes: length, defaultEncoding: '' });
};

const findEncoding = (bytes: Uint8Array, mediaType: MediaType): string =>
  sniff(bytes, mediaType, PRESCAN_BYTES) ||
  sniff(bytes, mediaType, LATE_PRESCAN_BYTES) ||
  guessEncoding(bytes.subarray(0, LATE_PRESCAN_BYTES));

/** What decodes the labels that the standard maps to "replacement" (ISO-2022-KR, HZ…): they are not to be decoded at all. */
const REPLACEMENT = { encoding: 'replacement', decode: () => '' };

const decoderOf = (encoding: string): Pick<InstanceType<typeof TextDecoder>, 'encoding' | 'decode'> =>
  encoding === 'replacement' ? REPLACEMENT : new TextDecoder(encoding);

/**
 * Finds the encoding of a page and decodes it, chunk by chunk. How the page was cut into chunks makes no difference.
 *
 * Node's own TextDecoder decodes Big5, EUC-JP, EUC-KR and Shift_JIS unlike browsers, and throws on GBK and GB18030 characters that
 * are split between chunks; @exodus/bytes follows the standard in all of them, and is as fast for UTF-8.
 *
 * @param mediaType What the transport said.
 * @returns A decoder for one page. It never throws: what is not valid becomes U+FFFD.
 */
export const decodeChunks = (mediaType: MediaType): ChunkDecoder => {
  let held: Uint8Array[] = [];
  let length = 0;
  let awaited = PRESCAN_BYTES;
  let decoder: ReturnType<typeof decoderOf> | undefined;

  /** Looks for the encoding once the first 1024 bytes are there, and once more, to the end, after 64 kB. */
  const find = (bytes: Uint8Array): string => {
    if (awaited === LATE_PRESCAN_BYTES) return findEncoding(bytes, mediaType);
    awaited = LATE_PRESCAN_BYTES;
    return sniff(bytes, mediaType, PRESCAN_BYTES) || (length < awaited ? '' : findEncoding(bytes, mediaType));
  };

  return {
    write: (chunk) => {
      if (decoder !== undefined) return decoder.decode(chunk, { stream: true });
      held.push(chunk);
      length += chunk.length;
      if (length < awaited) return '';
      const bytes = Buffer.concat(held);
      const encoding = find(bytes);
      held = [bytes];
      if (encoding === '') return '';
      decoder = decoderOf(encoding);
      return decoder.decode(bytes, { stream: true });
    },
    end: () => {
      if (decoder !== undefined) return decoder.decode();
      const bytes = Buffer.concat(held);
      decoder = decoderOf(findEncoding(bytes, mediaType));
      return decoder.decode(bytes);
    },
    charset: () => (decoder === undefined ? null : decoder.encoding),
  };
};
