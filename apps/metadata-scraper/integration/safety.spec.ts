import { readdirSync, readFileSync } from 'node:fs';

import { type Behaviour, html, type Origin, startOrigin, until } from '@exemplar/testing';

import { HOSTILE_MARKUP, piecesOf } from '../src/safety/hostile-markup.ts';
import { HOSTILE_BEHAVIOURS, HOSTILE_ROUTES } from './hostile-behaviours.ts';
import { startBundle, type StartedBundle } from './start-bundle.ts';

const SETTINGS = {
  OUTBOUND_ALLOW_CIDRS: '127.0.0.1/32',
  OUTBOUND_ALLOW_PORTS: '*',
  REQUEST_TIMEOUT_MS: '3000',
  ORIGIN_BREAKER_FAILURES: '0',
  CACHE_MAX_ENTRIES: '0',
};

/** What a healthy request may take beside all of this on a machine that others use, ms: it only tells that nothing hangs. */
const PATIENCE_MS = 20_000;
/** How much larger the process may be afterwards, in bytes: V8 keeps what it once grew to, so the second round counts. */
const MEMORY_BYTES = 100_000_000;
const PAGE_BYTES = 50_000_000;

const CHUNK_BYTES = 65_536;

/** A page of 50 MB in ever the same markup; the service reads as much of it as it is allowed to. */
const largePage = (markup: (typeof HOSTILE_MARKUP)[number]): Behaviour => {
  return (_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
    const pieces = piecesOf(markup, PAGE_BYTES, CHUNK_BYTES);
    const write = (): void => {
      for (const piece of pieces) {
        if (response.destroyed) return;
        if (!response.write(piece)) {
          response.once('drain', write);
          return;
        }
      }
      response.end();
    };
    write();
  };
};

const usage = ({ process: { pid } }: StartedBundle) => {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return {
    descriptors: readdirSync(`/proc/${pid}/fd`).length,
    memory: Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) * 1024,
  };
};

describe('the built service, asked for everything hostile at once,', () => {
  let origin: Origin;
  let service: StartedBundle;

  beforeAll(async () => {
    const markup = HOSTILE_MARKUP.map((one, index) => [`/markup-${index}`, largePage(one)] as const);
    origin = await startOrigin({
      ...HOSTILE_ROUTES,
      ...Object.fromEntries(markup),
      '/healthy': html('<title>Healthy</title>'),
    });
    service = await startBundle(SETTINGS);
  });

  afterAll(async () => {
    await service.stop();
    await origin.close();
  });

  const ask = async (path: string, query = '', timeoutMs = 60_000): Promise<Record<string, unknown>> => {
    const url = `${service.url}/v1/metadata?${query}url=${encodeURIComponent(origin.url + path)}`;
    const answer = await fetch(url, { signal: AbortSignal.timeout(timeoutMs) });
    return (await answer.json()) as Record<string, unknown>;
  };
  const isHealthy = async (): Promise<void> => {
    expect(await ask('/healthy', '', PATIENCE_MS)).toMatchObject({ title: 'Healthy' });
  };
  /** Asks for all paths at once, and for a healthy page again and again until they are answered; gives how often. */
  const storm = async (paths: readonly string[]): Promise<number> => {
    const over = new AbortController();
    const all = Promise.all(paths.map((path) => ask(path))).finally(() => {
      over.abort();
    });
    let asked = 0;
    for (; !over.signal.aborted; asked++) await isHealthy();
    for (const answer of await all) expect(answer).toHaveProperty('status');
    return asked;
  };
  const isQuiet = async (before: number): Promise<void> => {
    await until(() => usage(service).descriptors <= before, 'all sockets being closed', 20_000);
  };

  it('answers each as agreed', async () => {
    for (const [index, { name, expected }] of HOSTILE_BEHAVIOURS.entries()) {
      expect({ name, answer: await ask(`/hostile-${index}`) }).toMatchObject({ name, answer: expected });
      await isHealthy();
    }
  }, 120_000);

  it('answers who asks for something else, and is as before afterwards', async () => {
    const paths = [
      ...HOSTILE_BEHAVIOURS.map((_, index) => `/hostile-${index}`),
      ...HOSTILE_MARKUP.map((_, index) => `/markup-${index}`),
    ];
    await storm(paths);
    // the sockets that are kept for a next request, to the origin and from these clients, stay for a while
    const before = usage(service);
    expect(await storm(paths)).toBeGreaterThan(0);
    expect(await storm(paths)).toBeGreaterThan(0);
    await isQuiet(before.descriptors);
    expect(usage(service).memory - before.memory).toBeLessThan(MEMORY_BYTES);
    const { status } = await fetch(`${service.adminUrl}/readyz`);
    expect(status).toBe(200);
    await isHealthy();
  }, 180_000);
});
