import type { OutgoingHttpHeaders } from 'node:http';
import { brotliCompressSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';

import type { Behaviour } from './origin.ts';

export interface Answer {
  readonly status?: number;
  readonly headers?: OutgoingHttpHeaders;
  readonly body?: string | Uint8Array;
}

/** Answers at once, with the body's length. */
export function respond({ status = 200, headers = {}, body = '' }: Answer = {}): Behaviour {
  const bytes = Buffer.from(body);
  return (_request, response) => {
    response.writeHead(status, { 'content-length': bytes.length, ...headers }).end(bytes);
  };
}

/** A page. `headers` may name another charset than the default, UTF-8, or none. */
export function html(body: string | Uint8Array, headers: OutgoingHttpHeaders = {}): Behaviour {
  return respond({ body, headers: { 'content-type': 'text/html; charset=utf-8', ...headers } });
}

export function json(value: unknown, headers: OutgoingHttpHeaders = {}): Behaviour {
  return respond({ body: JSON.stringify(value), headers: { 'content-type': 'application/json', ...headers } });
}

export function redirect(location: string, status = 302): Behaviour {
  return respond({ status, headers: { location } });
}

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
  const list = [encoding].flat();
  const bytes = list.reduce<Uint8Array>((plain, name) => ENCODERS[name](plain), Buffer.from(body));
  return html(bytes, { 'content-encoding': list.join(', '), ...headers });
}

export interface Bomb {
  readonly encoding: Encoding | readonly Encoding[];
  /** Bytes when unpacked. */
  readonly size: number;
}

/** A page of spaces that is small on the wire. */
export function bomb({ encoding, size }: Bomb): Behaviour {
  return encoded({ encoding, body: Buffer.alloc(size, ' ') });
}
