import { readdirSync, readFileSync } from 'node:fs';
import { pipeline, Readable } from 'node:stream';

import { type Behaviour, html, type Origin, respond, startOrigin, until } from '@exemplar/testing';

import { HOSTILE_MARKUP, piecesOf } from '../src/safety/hostile-markup.ts';
import { HOSTILE_RESOURCES } from '../src/safety/hostile-resources.ts';
import { HOSTILE_BEHAVIOURS, HOSTILE_ROUTES } from './hostile-behaviours.ts';
import { startBundle, type StartedBundle } from './start-bundle.ts';

const SETTINGS = {
  OUTBOUND_ALLOW_CIDRS: '127.0.0.1/32',
  OUTBOUND_ALLOW_PORTS: '*',
  REQUEST_TIMEOUT_MS: '3000',
  ORIGIN_BREAKER_FAILURES: '0',
  CACHE_MAX_ENTRIES: '0',
};

/** So often at least a healthy page is read before the last hostile one is, one time after the other: they do not wait for these. */
const LEAST_MEANWHILE = 30;
/** What a healthy request may take beside all of this on a machine that others use, ms: it only tells that nothing hangs. */
const PATIENCE_MS = 20_000;
/** The process keeps what it once grew to, and has grown to it after so many rounds. */
const WARM_UP_ROUNDS = 3;
/** How much larger the process may be after another one, in bytes: a round reads 200 MB. */
const MEMORY_BYTES = 100_000_000;
const PAGE_BYTES = 50_000_000;

const CHUNK_BYTES = 65_536;

/** A page of 50 MB in ever the same markup; the service reads as much of it as it is allowed to. */
const largePage = (markup: (typeof HOSTILE_MARKUP)[number]): Behaviour => {
  return (_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
    pipeline(
      Readable.from(piecesOf(markup, PAGE_BYTES, CHUNK_BYTES), { objectMode: false }),
      response,
      () => undefined,
    );
  };
};

/** A page that names one thing as all that is asked for beside a page. */
const pageBeside = (path: string): Behaviour =>
  html(
    `<title>The page</title><meta property=og:image content="${path}"><link rel=icon href="${path}?icon"><link rel=manifest href="${path}">` +
      `<link rel=alternate type="application/json+oembed" href="${path}">`,
  );

const usage = ({ process: { pid } }: StartedBundle) => {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return {
    descriptors: readdirSync(`/proc/${pid}/fd`).length,
    memory: Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) * 1024,
  };
};

describe('the built service, asked for everything hostile at once,', () => {
  let origin: Origin;
  /** Another one: there are only so many connections to each. */
  let healthy: Origin;
  let service: StartedBundle;

  beforeAll(async () => {
    const routes = [
      ...HOSTILE_MARKUP.map((one, index) => [`/markup-${index}`, largePage(one)] as const),
      ...HOSTILE_RESOURCES.map(({ contentType, body }, index) => {
        return [`/resource-${index}`, respond({ body, headers: { 'content-type': contentType } })] as const;
      }),
      ...HOSTILE_BEHAVIOURS.map((_, index) => [`/beside-hostile-${index}`, pageBeside(`/hostile-${index}`)] as const),
      ...HOSTILE_RESOURCES.map((_, index) => [`/beside-resource-${index}`, pageBeside(`/resource-${index}`)] as const),
    ];
    origin = await startOrigin({
      ...HOSTILE_ROUTES,
      ...Object.fromEntries(routes),
    });
    healthy = await startOrigin({ '/': html('<title>Healthy</title>') });
    service = await startBundle(SETTINGS);
  });

  afterAll(async () => {
    await service.stop();
    await Promise.all([origin.close(), healthy.close()]);
  });

  const askFor = async (url: string, query = '', timeoutMs = 60_000): Promise<Record<string, unknown>> => {
    const answer = await fetch(`${service.url}/v1/metadata?${query}url=${encodeURIComponent(url)}`, {
      signal: AbortSignal.timeout(timeoutMs),
    });
    return (await answer.json()) as Record<string, unknown>;
  };
  const ask = (path: string, query = '') => askFor(origin.url + path, query);
  const isHealthy = async (): Promise<void> => {
    expect(await askFor(`${healthy.url}/`, '', PATIENCE_MS)).toMatchObject({ title: 'Healthy' });
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

  it('tells what resources say that were written to hurt', async () => {
    const answers = await Promise.all(HOSTILE_RESOURCES.map((_, index) => ask(`/resource-${index}`)));
    expect(answers.map(({ status }) => status)).toEqual(HOSTILE_RESOURCES.map(() => 200));
    await isHealthy();
  }, 60_000);

  it('answers pages whose images, icons, manifests and oEmbed answers are hostile as if they had none', async () => {
    const paths = [
      ...HOSTILE_BEHAVIOURS.map((_, index) => `/beside-hostile-${index}`),
      ...HOSTILE_RESOURCES.map((_, index) => `/beside-resource-${index}`),
    ];
    const answers = await Promise.all(paths.map((path) => ask(path, 'probe=true&oembed=true&')));
    expect(answers.map(({ title }) => title)).toEqual(paths.map(() => 'The page'));
    await isHealthy();
  }, 60_000);

  it('answers who asks for something else, and is as before afterwards', async () => {
    const paths = [
      ...HOSTILE_BEHAVIOURS.map((_, index) => `/hostile-${index}`),
      ...HOSTILE_MARKUP.map((_, index) => `/markup-${index}`),
    ];
    for (let round = 0; round < WARM_UP_ROUNDS; round++) await storm(paths);
    // the sockets that are kept for a next request, to the origin and from these clients, stay for a while
    const before = usage(service);
    expect(await storm(paths)).toBeGreaterThan(LEAST_MEANWHILE);
    await isQuiet(before.descriptors);
    expect(usage(service).memory - before.memory).toBeLessThan(MEMORY_BYTES);
    const { status } = await fetch(`${service.adminUrl}/readyz`);
    expect(status).toBe(200);
    await isHealthy();
  }, 180_000);
});
