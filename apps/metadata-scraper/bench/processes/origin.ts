import { createServer, type ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

import { loadPages } from '../pages/load-pages.ts';
import type { PageSource } from '../pages/page.ts';
import { answerParent, optionsOf } from './in-child.ts';
import { listenLocally } from './listen-locally.ts';

/** `/<number>` is a page, whatever its query says; `?delay=20` makes it come so many milliseconds late. */
export interface OriginOptions {
  readonly source: PageSource;
  /** Sends at the speed of a network, so that what the reader leaves is never sent; else as fast as it can. */
  readonly paced?: boolean;
}

export interface OriginReady {
  readonly url: string;
  /** How many pages there are. */
  readonly pages: number;
}

/** What was asked of it so far, and sent. */
export interface OriginCounts {
  readonly requests: number;
  readonly sentBytes: number;
  readonly pageBytes: number;
}

/** 16 kB each 2 ms are 65 Mbit/s. */
const PACE = { bytes: 16_384, everyMs: 2 };

const { source, paced = false } = optionsOf() as OriginOptions;
const pages = loadPages(source);
const counts = { requests: 0, sentBytes: 0, pageBytes: 0 };

const url = await listenLocally(
  createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://origin');
    const page = pages[Number(pathname.slice(1)) % pages.length];
    if (page === undefined) return void response.writeHead(404).end();
    counts.requests += 1;
    counts.pageBytes += page.bytes.length;
    const send = (): void => {
      response.writeHead(200, ['content-type', page.contentType, 'content-length', String(page.bytes.length)]);
      if (paced) return void sendSlowly(response, page.bytes);
      counts.sentBytes += page.bytes.length;
      response.end(page.bytes);
    };
    const delay = Number(searchParams.get('delay'));
    if (delay > 0) setTimeout(send, delay);
    else send();
  }),
);

async function sendSlowly(response: ServerResponse, bytes: Buffer): Promise<void> {
  for (let at = 0; at < bytes.length && !response.destroyed; at += PACE.bytes) {
    const chunk = bytes.subarray(at, at + PACE.bytes);
    counts.sentBytes += chunk.length;
    response.write(chunk);
    await sleep(PACE.everyMs);
  }
  response.end();
}

answerParent({ url, pages: pages.length } satisfies OriginReady, (): OriginCounts => counts);
