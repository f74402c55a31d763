import type { IncomingHttpHeaders } from 'node:http';
import type { SecureContextOptions } from 'node:tls';

import { createAgents } from './connect/agents.ts';
import { checkUrl } from './connect/check-url.ts';
import { closeOpener, createOpener, type OutboundOptions } from './create-opener.ts';
import { type OpenedPage, openPage, type OpenPageOptions, type PageRequest } from './exchange/open-page.ts';
import { sendWithGot } from './exchange/send-with-got.ts';
import { OutboundError, upstreamStatusError } from './outbound-error.ts';
import { traceHeaders } from './trace-headers.ts';

export interface OutboundClientOptions extends OutboundOptions {
  /** Certificate authorities and, for mutual TLS, a certificate with its key. */
  readonly tls?: SecureContextOptions;
}

export interface OutboundRequest extends OpenPageOptions {
  /** Default: GET, or POST with a body. */
  readonly method?: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'OPTIONS';
  /** Sent as JSON. */
  readonly json?: unknown;
  /** Sent as a form. */
  readonly form?: Readonly<Record<string, string>>;
  /** Sent as it is. */
  readonly body?: string | Uint8Array;
}

export interface Answer {
  readonly url: string;
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** What turns parsed JSON into a type, such as a zod schema. */
export interface Schema<T> {
  parse(value: unknown): T;
}

export interface OutboundClient {
  /** Asks, and reads the whole answer, whatever its status. @throws OutboundError, or the signal's reason */
  request(url: string | URL, request?: OutboundRequest): Promise<Answer>;
  /**
   * Asks, and reads an answer of JSON.
   *
   * @throws OutboundError, also `upstream-status` on 4xx and 5xx, and `upstream-unreachable` if the answer is not
   * JSON or not what the schema says
   */
  json<T>(url: string | URL, schema: Schema<T>, request?: OutboundRequest): Promise<T>;
  /** Asks, and gives the answer as it arrives. */
  open(url: string | URL, request?: OutboundRequest): Promise<OpenedPage>;
  /** Stops the calls under way and closes every connection. */
  close(): void;
}

/** Makes a client for a service's own dependencies: URLs that come from its configuration, never from a user. */
export function createOutboundClient(options: OutboundClientOptions = {}): OutboundClient {
  const agents = createAgents({ tls: options.tls });
  const opener = createOpener(options, {
    name: 'outbound',
    retries: 2,
    send: sendWithGot(agents),
    checkUrl: (url) => {
      checkUrl(url, '*');
    },
  });

  function open(url: string | URL, request: OutboundRequest = {}): Promise<OpenedPage> {
    return openPage(opener, url, pageRequestOf(request));
  }

  async function ask(url: string | URL, request?: OutboundRequest): Promise<Answer> {
    const page = await open(url, request);
    const chunks: Uint8Array[] = [];
    for await (const chunk of page.body) chunks.push(chunk);
    if (page.truncated()) {
      throw new OutboundError('upstream-unreachable', `${new URL(page.url).hostname} answered more than is allowed.`);
    }
    return { url: page.url, status: page.status, headers: page.headers, body: Buffer.concat(chunks) };
  }

  async function json<T>(url: string | URL, schema: Schema<T>, request: OutboundRequest = {}): Promise<T> {
    const answer = await ask(url, { accept: 'application/json', ...request });
    if (answer.status >= 400) throw upstreamStatusError(answer.url, answer.status);
    return parseJson(answer, schema);
  }

  return {
    open,
    request: ask,
    json,
    close: () => {
      closeOpener(opener, agents);
    },
  };
}

function pageRequestOf({ method, json, form, body, headers, ...rest }: OutboundRequest): PageRequest {
  const [content, type] = contentOf({ json, form, body });
  const asked = method ?? (content === undefined ? 'GET' : 'POST');
  return {
    ...rest,
    method: asked,
    headers: { ...traceHeaders(), ...(type !== undefined && { 'content-type': type }), ...headers },
    // what is neither GET nor HEAD says that its body is empty
    body: content ?? (asked === 'GET' || asked === 'HEAD' ? undefined : ''),
  };
}

function contentOf({ json, form, body }: Pick<PageRequest, 'body'> & { json: unknown; form: OutboundRequest['form'] }) {
  if (json !== undefined) return [JSON.stringify(json), 'application/json'] as const;
  if (form) return [new URLSearchParams(form).toString(), 'application/x-www-form-urlencoded'] as const;
  return [body, undefined] as const;
}

function parseJson<T>({ url, body }: Answer, schema: Schema<T>): T {
  try {
    return schema.parse(JSON.parse(body.toString()));
  } catch (cause) {
    throw new OutboundError('upstream-unreachable', `${new URL(url).hostname} answered what was not expected.`, {
      cause,
    });
  }
}
