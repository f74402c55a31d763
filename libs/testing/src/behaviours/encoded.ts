import type { OutgoingHttpHeaders } from 'node:http';
import { brotliCompressSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';

import type { Behaviour } from '../origin.ts';
import { html } from './respond.ts';

export type Encoding = 'gzip' | 'br' | 'deflate' | 'zstd';

const ENCODERS: Readonly<Record<Encoding, (body: Uint8Array) => Buffer>> = {
  gzip: gzipSync,
  br: brotliCompressSync,
  deflate: deflateSync,
  zstd: zstdCompressSync,
};

export interface Encoded {
  /** One, or several as they are to be applied, in the order of Content-Encoding. */
  readonly encoding: Encoding | readonly Encoding[];
  readonly body: string | Uint8Array;
  readonly headers?: OutgoingHttpHeaders;
}

/** A page in a Content-Encoding. */
export function encoded({ encoding, body, headers = {} }: Encoded): Behaviour {
  const codings = [encoding].flat();
  return html(encode(codings, body), { 'content-encoding': codings.join(', '), ...headers });
}

/**
 * A page in a Content-Encoding whose second half is missing, although HTTP says that the answer is complete.
 * An answer that HTTP itself cuts short is `wrongLength` or `reset`.
 */
export function truncated({ encoding, body, headers = {} }: Encoded): Behaviour {
  const codings = [encoding].flat();
  const bytes = encode(codings, body);
  const half = bytes.subarray(0, Math.floor(bytes.length / 2));
  return html(half, { 'content-encoding': codings.join(', '), ...headers });
}

const encode = (codings: readonly Encoding[], body: string | Uint8Array): Buffer =>
  codings.reduce<Buffer>((plain, coding) => ENCODERS[coding](plain), Buffer.from(body));
