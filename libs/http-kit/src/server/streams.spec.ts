import { once } from 'node:events';
import { get } from 'node:http';
import { connect } from 'node:net';
import { setImmediate as turn } from 'node:timers/promises';

import { until } from '@exemplar/testing';

import { serve, type Served } from '../../fixtures/serve.ts';
import { problem } from '../problems/http-problem.ts';
import { stream } from '../routes/reply.ts';
import { defineRoute } from '../routes/route.ts';

const answers = { 200: { description: 'A stream.', contentType: 'application/x-ndjson' } };
const MEGABYTE = 1_048_576;

let produced = 0;
let ended = 0;

async function* lines(): AsyncGenerator<string> {
  yield '{"line":1}\n';
  await turn();
  yield '{"line":2}\n';
}

async function* endless(): AsyncGenerator<Uint8Array> {
  try {
    for (;;) {
      produced += 1;
      yield Buffer.alloc(MEGABYTE);
      await turn();
    }
  } finally {
    ended += 1;
  }
}

async function* breaking(error: Error): AsyncGenerator<string> {
  yield 'so far';
  await turn();
  throw error;
}

const streamRoute = (path: string, source: () => AsyncIterable<string | Uint8Array>) =>
  defineRoute({
    method: 'GET',
    path,
    summary: path,
    answers,
    handler: () => stream(source(), 'application/x-ndjson', { headers: { 'x-kind': 'stream' } }),
  });

let signal: AbortSignal | undefined;

const routes = [
  streamRoute('/lines', lines),
  streamRoute('/endless', endless),
  streamRoute('/breaks', () => breaking(new Error('broken'))),
  streamRoute('/stops', () => breaking(problem('upstream-timeout', 'Too late.'))),
  defineRoute({
    method: 'GET',
    path: '/waits',
    summary: 'Waits until the client leaves',
    answers,
    handler: async (request) => {
      signal = request.signal;
      await once(request.signal, 'abort');
      return { late: request.signal.aborted };
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/fails-late',
    summary: 'Fails when the client has left',
    answers,
    handler: async ({ signal: left }) => {
      await once(left, 'abort');
      throw new Error(`nobody is there: ${left.aborted}`);
    },
  }),
];

describe('a streamed answer', () => {
  let served: Served;

  beforeAll(async () => {
    served = await serve(routes, { level: 'debug' });
  });

  afterAll(() => served.close());

  const leave = async (path: string): Promise<void> => {
    const socket = connect(served.port, '127.0.0.1');
    socket.write(`GET ${path} HTTP/1.1\r\nHost: a\r\n\r\n`);
    while (served.started() === served.finished.length) await turn();
    socket.destroy();
  };

  it('comes as its source gives it', async () => {
    const answer = await fetch(`${served.url}/lines`);

    expect(answer.headers.get('content-type')).toBe('application/x-ndjson');
    expect(answer.headers.get('x-kind')).toBe('stream');
    expect(await answer.text()).toBe('{"line":1}\n{"line":2}\n');
    expect(await served.line('/lines')).toMatchObject({ bytes: 22, status: 200 });
  });

  it('by HEAD is not even begun', async () => {
    produced = 0;
    const answer = await fetch(`${served.url}/endless`, { method: 'HEAD' });

    expect([answer.status, produced]).toEqual([200, 0]);
  });

  it('waits for a slow client, and its source ends when the client leaves', async () => {
    produced = 0;
    ended = 0;
    const request = get(`${served.url}/endless`);
    const [response] = (await once(request, 'response')) as [NodeJS.ReadableStream & { destroy: () => void }];
    let before = -1;
    while (before !== produced) {
      before = produced;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    response.destroy();
    const line = await served.logs.waitFor(({ path, method }) => path === '/endless' && method === 'GET');

    expect(produced).toBeLessThan(50);
    expect(line).toMatchObject({ aborted: true, status: 499 });
    await until(() => ended === 1, 'the end of the source');
  });

  it('is cut short where its source breaks, and the bug reported', async () => {
    const answer = await fetch(`${served.url}/breaks`);

    await expect(answer.text()).rejects.toThrow();
    expect(await served.line('/breaks')).toMatchObject({ status: 500, problem: 'internal', level: 'warn' });
    expect(served.reported).toContainEqual(expect.objectContaining({ message: 'broken' }));
    expect(served.finished).toContainEqual(
      expect.objectContaining({ route: '/breaks', status: 500, errorCode: 'internal' }),
    );
  });

  it('is cut short and not reported where its source ends with an expected problem', async () => {
    const before = served.reported.length;
    const answer = await fetch(`${served.url}/stops`);

    await expect(answer.text()).rejects.toThrow();
    expect(await served.line('/stops')).toMatchObject({ status: 504, problem: 'upstream-timeout' });
    expect(served.reported).toHaveLength(before);
  });

  it('aborts the signal of its handler when the client leaves', async () => {
    await leave('/waits');
    const line = await served.line('/waits');

    expect(signal?.aborted).toBe(true);
    expect(line).toMatchObject({ aborted: true, status: 499, level: 'info' });
    expect(line).not.toHaveProperty('problem');
  });

  it('that nobody waits for any more may fail without anyone being told', async () => {
    const before = served.reported.length;
    await leave('/fails-late');
    const line = await served.logs.waitFor(({ message }) => message === 'The client left before its answer');

    expect(line).toMatchObject({ level: 'debug', route: '/fails-late' });
    expect(JSON.stringify(line.error)).toContain('nobody is there: true');
    expect(served.reported).toHaveLength(before);
  });
});
