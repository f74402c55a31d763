import type { OutgoingHttpHeaders } from 'node:http';

import type { Behaviour } from '../origin.ts';
import { PAGE_HEADERS } from './page-headers.ts';

export interface Answer {
  /** Default 200. */
  readonly status?: number;
  readonly headers?: OutgoingHttpHeaders;
  /** Default: none. */
  readonly body?: string | Uint8Array;
}

/** Answers at once, with the body's length. */
export function respond({ status = 200, headers = {}, body = '' }: Answer = {}): Behaviour {
  const bytes = Buffer.from(body);
  return (_request, response) => {
    response.writeHead(status, { 'content-length': bytes.length, ...headers }).end(bytes);
  };
}

/** A page, in UTF-8 unless `headers` say otherwise. */
export function html(body: string | Uint8Array, headers: OutgoingHttpHeaders = {}): Behaviour {
  return respond({ body, headers: { ...PAGE_HEADERS, ...headers } });
}

export function json(value: unknown, headers: OutgoingHttpHeaders = {}): Behaviour {
  return respond({ body: JSON.stringify(value), headers: { 'content-type': 'application/json', ...headers } });
}

/** @param location absolute, or relative to what was asked; sent as it is */
export function redirect(location: string, status = 302): Behaviour {
  return respond({ status, headers: { location } });
}

export interface WrongCharset {
  readonly body: string;
  /** What the bytes are. */
  readonly actual: BufferEncoding;
  /** What Content-Type says they are. */
  readonly declared: string;
}

/** A page that is not in the charset it claims. */
export function wrongCharset({ body, actual, declared }: WrongCharset): Behaviour {
  return html(Buffer.from(body, actual), { 'content-type': `text/html; charset=${declared}` });
}
