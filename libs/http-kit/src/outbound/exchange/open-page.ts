import type { IncomingHttpHeaders } from 'node:http';

import type { InFlight } from '../../in-flight/in-flight.ts';
import { ACCEPT_ENCODING } from '../body/content-coding.ts';
import type { BodyReader } from '../body/read-body.ts';
import { parseTarget } from '../connect/check-url.ts';
import { OutboundError } from '../outbound-error.ts';
import type { Breakers } from './breakers.ts';
import { Call } from './call.ts';
import { askHop, type Hop } from './hop.ts';
import { type HopRequest, redirectedRequest } from './redirect.ts';
import { withRetries } from './retry.ts';
import type { Send } from './send.ts';

/** Takes the outcome of each call; the platform's metrics are one such. */
export interface OutboundMetrics {
  /** Gives what is called whenever a breaker of the client leaves an origin alone. */
  breaksOf?(client: string): () => void;
  finished(call: { client: string; outcome: string; seconds: number; status?: number }): void;
}

export interface OpenPageOptions {
  /** The whole call's deadline in ms: look-up, connection, redirects, headers and body. */
  readonly deadlineMs?: number | undefined;
  /** Stops the call at once; the call then fails with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** How many bytes of the body are given at most, decoded. */
  readonly maxBytes?: number | undefined;
  /** The Accept header. */
  readonly accept?: string | undefined;
}

/** An answer whose headers are there and whose body is still to be read. */
export interface OpenedPage {
  /** Where the answer came from, after every redirect. */
  readonly url: string;
  /** The URLs that redirected, in order. */
  readonly redirects: readonly string[];
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /**
   * The body, its Content-Encoding undone, for one reader. What was received before a failure is given first; then
   * it throws an OutboundError. It simply ends at `maxBytes`. Leaving the loop closes the page.
   */
  readonly body: AsyncIterable<Uint8Array>;
  /** Bytes of the body that came over the wire so far. */
  wireBytes(): number;
  /** Whether the body was longer than `maxBytes`. */
  truncated(): boolean;
  /** Ends the call; a page whose body is not read must be closed, or lasts until its deadline. */
  close(): void;
}

export interface PageOpener {
  readonly client: string;
  readonly send: Send;
  readonly breakers: Breakers;
  /** Throws if a URL must not be asked. */
  readonly checkUrl: (url: URL) => void;
  readonly userAgentOf: (url: URL) => string;
  readonly maxRedirects: number;
  readonly retries: number;
  readonly deadlineMs: number;
  readonly maxBytes: number;
  readonly metrics: OutboundMetrics | undefined;
  /** The calls under way. */
  readonly calls: InFlight<Call>;
}

export interface PageRequest extends OpenPageOptions {
  readonly method?: string | undefined;
  readonly body?: string | Uint8Array | undefined;
}

/**
 * Asks for a URL and follows its redirects until there is an answer to read, whatever its status.
 *
 * @throws OutboundError, or the reason of the caller's signal
 */
export async function openPage(opener: PageOpener, target: string | URL, options: PageRequest): Promise<OpenedPage> {
  const url = parseTarget(target);
  const passed: BodyReader[] = [];
  const call: Call = new Call({
    host: url.hostname,
    deadlineMs: options.deadlineMs ?? opener.deadlineMs,
    signal: options.signal,
    onSettled: (outcome, seconds, status) => {
      leave();
      for (const body of passed) body.close();
      opener.metrics?.finished({ client: opener.client, outcome, seconds, ...(status !== undefined && { status }) });
    },
  });
  const leave = opener.calls.add(call);
  try {
    return await followHops(opener, call, requestOf(opener, url, options), options.maxBytes ?? opener.maxBytes, passed);
  } catch (error) {
    call.settle(error as Error);
    throw error;
  }
}

async function followHops(
  opener: PageOpener,
  call: Call,
  first: HopRequest,
  maxBytes: number,
  passed: BodyReader[],
): Promise<OpenedPage> {
  const redirects: string[] = [];
  let request = first;
  for (;;) {
    const hop = await ask(opener, call, request, maxBytes);
    const { href } = request.url;
    if (hop.location === undefined) return pageOf(hop, href, redirects);
    passed.push(hop.body);
    redirects.push(href);
    request = redirectedRequest(request, hop.status, hop.location);
    refuseCircles(redirects, request.url, opener.maxRedirects);
  }
}

function ask(opener: PageOpener, call: Call, request: HopRequest, maxBytes: number): Promise<Hop> {
  const { url, method } = request;
  opener.checkUrl(url);
  call.host = url.hostname;
  const introduced = { ...request, headers: { 'user-agent': opener.userAgentOf(url), ...request.headers } };
  return opener.breakers.run(url, () =>
    withRetries(call, method, opener.retries, () => askHop(opener.send, call, introduced, maxBytes)),
  );
}

function requestOf(opener: PageOpener, url: URL, options: PageRequest): HopRequest {
  return {
    url,
    method: options.method ?? 'GET',
    headers: {
      'accept-encoding': ACCEPT_ENCODING,
      accept: options.accept ?? '*/*',
      ...lowerCased(options.headers),
    },
    body: options.body,
  };
}

function lowerCased(headers: Readonly<Record<string, string>> = {}): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

function refuseCircles(redirects: readonly string[], next: URL, maxRedirects: number): void {
  if (redirects.length > maxRedirects) {
    throw new OutboundError(
      'upstream-redirects',
      `${next.hostname} is one redirect more than the ${maxRedirects} allowed.`,
    );
  }
  if (redirects.includes(next.href)) {
    throw new OutboundError('upstream-redirects', `${next.hostname} redirects in a circle.`);
  }
}

function pageOf({ status, headers, body }: Hop, url: string, redirects: readonly string[]): OpenedPage {
  return {
    url,
    redirects,
    status,
    headers,
    body: body.chunks,
    wireBytes: () => body.wireBytes,
    truncated: () => body.truncated,
    close: () => {
      body.close();
    },
  };
}
