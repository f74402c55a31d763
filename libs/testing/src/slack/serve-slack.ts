import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';

import type { Hindrance } from '../troubles.ts';
import type { ResponseUrls } from './response-urls.ts';
import { SlackError } from './slack-error.ts';
import type { SlackTrouble } from './slack-knobs.ts';
import { type Arguments, METHODS, type Surroundings } from './slack-methods.ts';

/** What was asked of Slack. */
export interface SlackCall {
  /** `chat.postMessage`; `response_url` for what is posted to one. */
  readonly method: string;
  readonly said: Arguments;
}

export interface SlackServer extends Surroundings {
  readonly token: string;
  readonly responseUrls: ResponseUrls;
  readonly hindrance: (method: string) => Hindrance<SlackTrouble>;
  readonly record: (call: SlackCall) => void;
}

/** Slack's Web API under `/api/`, and its response URLs, as a listener of `node:http`. */
export function serveSlack(server: SlackServer): RequestListener {
  return (request, response) => {
    serve(server, request, response).catch(() => {
      response.destroy(); // the client left
    });
  };
}

/** Those that a server gets have one. */
type ServerRequest = IncomingMessage & { readonly url: string };

async function serve(server: SlackServer, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { url, headers } = request as ServerRequest;
  const said = argumentsIn(await text(request), headers['content-type'] ?? '');
  const { pathname } = new URL(url, 'http://slack');
  const method = pathname.startsWith(API) ? pathname.slice(API.length) : 'response_url';
  server.record({ method, said });
  const { delayMs, trouble } = server.hindrance(method);
  if (delayMs > 0) await sleep(delayMs);
  if (trouble) refuse(response, trouble);
  else if (method === 'response_url') postTo(server, pathname, said, response);
  else callMethod(server, method, said, headers.authorization ?? said.token, response);
}

const API = '/api/';

function refuse(response: ServerResponse, { status, error, retryAfterSeconds }: SlackTrouble): void {
  if (retryAfterSeconds !== undefined) response.setHeader('retry-after', String(retryAfterSeconds));
  send(response, status, { ok: false, error });
}

function postTo({ responseUrls }: SlackServer, path: string, said: Arguments, response: ServerResponse): void {
  try {
    responseUrls.post(path, said);
    response.writeHead(200, { 'content-type': 'text/html' }).end('ok');
  } catch (error) {
    send(response, 404, refusal(error));
  }
}

function callMethod(
  server: SlackServer,
  name: string,
  said: Arguments,
  shown: unknown,
  response: ServerResponse,
): void {
  try {
    send(response, 200, { ok: true, ...call(server, name, said, shown) });
  } catch (error) {
    send(response, 200, refusal(error));
  }
}

/** @param error a SlackError: nothing else is thrown where messages are checked and shown */
function refusal(error: unknown): object {
  const { code, messages } = error as SlackError;
  return { ok: false, error: code, ...(messages.length > 0 && { errors: messages, response_metadata: { messages } }) };
}

function call(server: SlackServer, name: string, said: Arguments, shown: unknown): object {
  if (shown === undefined) throw new SlackError('not_authed');
  if (shown !== `Bearer ${server.token}` && shown !== server.token) throw new SlackError('invalid_auth');
  const method = METHODS[name];
  if (!method) throw new SlackError('unknown_method');
  return method(said, server);
}

function argumentsIn(body: string, contentType: string): Arguments {
  if (contentType.startsWith('application/json')) return JSON.parse(body) as Arguments;
  return Object.fromEntries(new URLSearchParams(body));
}

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(body));
}
