import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { stripTypeScriptTypes } from 'node:module';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

import { z } from 'zod';

import type { SlackMessage } from '@exemplar/testing/slack';

import { type Fakes, MISCHIEFS } from './mischiefs.ts';
import type { PageEnvironment, PageMessage, Stage } from './wire.ts';

export interface PageOptions {
  readonly fakes: Fakes;
  readonly stage: Stage;
  /** Where the bot is. */
  readonly serviceUrl: string;
  readonly view: () => readonly PageEnvironment[];
  readonly port: number;
}

interface Page {
  readonly url: string;
  readonly close: () => void;
}

const FOLDER = join(import.meta.dirname, 'page');

const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  css: 'text/css; charset=utf-8',
  ts: 'text/javascript; charset=utf-8',
};

/** A page that asks nobody else for anything. */
const HEADERS = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'self'; img-src 'self' data:; base-uri 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
};

/** How often the cluster is looked at, in ms. */
const LOOK_MS = 500;

type Handler = (options: PageOptions, request: IncomingMessage, response: ServerResponse) => Promise<void> | void;

const typed = z.object({ user: z.string(), text: z.string().trim().min(1).max(2000) });
const clicked = z.object({ user: z.string(), ts: z.string(), action: z.string() });
const mischief = z.object({ id: z.string() });

const ROUTES: Readonly<Record<string, Handler | undefined>> = {
  'GET /events': sendEvents,
  'POST /type': async ({ fakes, serviceUrl }, request, response) => {
    const { user, text: said } = typed.parse(await bodyOf(request));
    response.writeHead(202).end();
    await fakes.slack.type(`${serviceUrl}/slack/commands`, said, { user });
  },
  'POST /click': async ({ fakes, serviceUrl }, request, response) => {
    const { user, ts, action } = clicked.parse(await bodyOf(request));
    const message = fakes.slack.messages.find((candidate) => candidate.ts === ts);
    if (!message) throw new Error(`There is no message ${ts}.`);
    const answer = await fetch(`${serviceUrl}/slack/interactions`, fakes.slack.click(message, action, { user }));
    response.writeHead(answer.ok ? 202 : 502).end();
  },
  'POST /mischief': async ({ fakes }, request, response) => {
    const { id } = mischief.parse(await bodyOf(request));
    MISCHIEFS.find((candidate) => candidate.id === id)?.make(fakes);
    response.writeHead(202).end();
  },
};

/** Serves the page that acts as Slack. */
export async function servePage(options: PageOptions): Promise<Page> {
  const server = createServer((request, response) => {
    const [path = '/'] = (request.url ?? '/').split('?', 1);
    const handler =
      ROUTES[`${String(request.method)} ${path}`] ??
      ((): void => {
        sendFile(path, response);
      });
    void (async () => handler(options, request, response))().catch((error: unknown) => {
      if (!response.headersSent) response.writeHead(400, { 'content-type': 'text/plain' });
      response.end(String(error));
    });
  });
  await new Promise<void>((resolve) => server.listen(options.port, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : options.port;
  return {
    url: `http://localhost:${port}`,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** JSON alone: a form of another page cannot send that without being asked first. */
async function bodyOf(request: IncomingMessage): Promise<unknown> {
  if (request.headers['content-type'] !== 'application/json') throw new Error('Wanted: application/json.');
  return JSON.parse(await text(request)) as unknown;
}

function sendFile(path: string, response: ServerResponse): void {
  const name = path === '/' ? 'index.html' : path.slice(1);
  const type = TYPES[name.slice(name.lastIndexOf('.') + 1)];
  if (!/^[\w-]+\.\w+$/.test(name) || type === undefined) {
    response.writeHead(404, { 'content-type': 'text/plain' }).end('not found');
    return;
  }
  const source = readFileSync(join(FOLDER, name), 'utf8');
  response.writeHead(200, { ...HEADERS, 'content-type': type });
  response.end(name.endsWith('.ts') ? stripTypeScriptTypes(source) : source);
}

/** All that there is, and then each change. */
function sendEvents({ fakes, stage, view }: PageOptions, _request: IncomingMessage, response: ServerResponse): void {
  response.writeHead(200, { ...HEADERS, 'content-type': 'text/event-stream' });
  const send = (event: string, data: unknown): void => {
    response.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  };
  let seen = '';
  const look = (): void => {
    const environments = view();
    const now = JSON.stringify(environments);
    if (now !== seen) send('cluster', environments);
    seen = now;
  };
  send('stage', stage);
  for (const message of fakes.slack.messages) send('message', messageOf(message));
  look();
  const unwatch = fakes.slack.watch((message) => {
    send('message', messageOf(message));
  });
  const timer = setInterval(look, LOOK_MS);
  response.on('close', () => {
    unwatch();
    clearInterval(timer);
  });
}

const messageOf = ({ ts, text: said, blocks, onlyFor, isDeleted, shown }: SlackMessage): PageMessage => ({
  ts,
  text: said,
  blocks,
  ...(onlyFor !== undefined && { onlyFor }),
  isDeleted,
  edits: shown.length - 1,
});
