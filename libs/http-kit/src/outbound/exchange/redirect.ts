import { isUtf8 } from 'node:buffer';

import { OutboundError } from '../outbound-error.ts';

/** What is asked of one origin on the way to an answer. */
export interface HopRequest {
  readonly url: URL;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array | undefined;
}

const REDIRECT_STATUSES = new Set([301, 302, 303, 307, 308]);
/** Any other header may carry a secret that was meant for the first origin. */
const KEPT_ACROSS_ORIGINS = new Set(['accept', 'accept-encoding', 'accept-language', 'content-type', 'user-agent']);

/** The Location of an answer that redirects, or undefined if it is one to read. */
export function locationOf(status: number, location: string | undefined): string | undefined {
  return REDIRECT_STATUSES.has(status) ? location : undefined;
}

/**
 * The request that a redirect asks for, as the Fetch standard has it; credentials in its URL are left out, and
 * only harmless headers go to another origin.
 *
 * @throws OutboundError `upstream-redirects` if the location is not a URL
 */
export function redirectedRequest(from: HopRequest, status: number, location: string): HopRequest {
  const url = URL.parse(utf8Of(location), from.url.href);
  if (!url) throw new OutboundError('upstream-redirects', `${from.url.hostname} redirects to what is not a URL.`);
  url.username = '';
  url.password = '';
  if (url.hash === '') url.hash = from.url.hash;
  const sameOrigin = url.origin === from.url.origin;
  const toGet = (status === 303 && from.method !== 'HEAD') || (status < 303 && from.method === 'POST');
  return {
    url,
    method: toGet ? 'GET' : from.method,
    headers: Object.fromEntries(
      Object.entries(from.headers).filter(
        ([name]) => (sameOrigin || KEPT_ACROSS_ORIGINS.has(name)) && !(toGet && name === 'content-type'),
      ),
    ),
    body: toGet ? undefined : from.body,
  };
}

/** Node reads header bytes as Latin-1; locations outside ASCII are UTF-8 in practice. */
function utf8Of(location: string): string {
  const bytes = Buffer.from(location, 'latin1');
  return isUtf8(bytes) ? bytes.toString() : location;
}
