import { once } from 'node:events';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';

import { rawRequest } from '@exemplar/testing';

import { serve, type Served } from '../../fixtures/serve.ts';
import { stream } from '../routes/reply.ts';
import { defineRoute } from '../routes/route.ts';

const answers = { 200: { description: 'Fine.' } };

let endStream: () => void = () => undefined;

async function* halfThenWait(): AsyncGenerator<string> {
  yield 'half';
  await new Promise<void>((resolve) => {
    endStream = resolve;
  });
}

const routes = [
  defineRoute({ method: 'GET', path: '/fine', summary: 'Fine', answers, handler: () => 'fine' }),
  defineRoute({
    method: 'GET',
    path: '/half',
    summary: 'Half',
    answers,
    handler: () => stream(halfThenWait(), 'text/plain'),
  }),
];

describe('what comes over a socket and is no request', () => {
  let served: Served;

  beforeAll(async () => {
    served = await serve(routes, { timeouts: { headersMs: 200, requestMs: 200 } });
  });

  afterAll(() => served.close());

  const send = (bytes: string): Promise<string> => rawRequest({ port: served.port, host: '127.0.0.1', send: bytes });

  it.each([
    ['rubbish', 'rubbish\r\n\r\n', 400, 'invalid-request'],
    ['an unknown method', 'FETCH / HTTP/1.1\r\nHost: a\r\n\r\n', 400, 'invalid-request'],
    [
      'two lengths',
      'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n',
      400,
      'invalid-request',
    ],
    [
      'headers without end',
      `GET / HTTP/1.1\r\nHost: a\r\nX-Long: ${'x'.repeat(20_000)}\r\n\r\n`,
      431,
      'headers-too-large',
    ],
    ['no host', 'GET /fine HTTP/1.1\r\nConnection: close\r\n\r\n', 400, 'invalid-request'],
    ['a tunnel', 'CONNECT example.com:443 HTTP/1.1\r\nHost: example.com:443\r\n\r\n', 405, 'method-not-allowed'],
    ['half a request, and then silence', 'GET / HTTP/1.1\r\nHost: a\r\n', 408, 'request-timeout'],
  ])('%s is answered with a problem and the end of the connection', async (_name, bytes, status, code) => {
    const answer = await send(bytes);
    const [head = '', body = ''] = answer.split('\r\n\r\n');

    expect(head).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    expect(head).toMatch(/\r\ncontent-type: application\/problem\+json/i);
    expect(head).toMatch(/\r\nconnection: close/i);
    expect(JSON.parse(body)).toMatchObject({ status, code });
  });

  it('is counted and logged', async () => {
    await send('nonsense\r\n\r\n');
    await served.logs.waitFor(({ message }) => message === 'Malformed request 400');

    expect(served.finished).toContainEqual({ method: 'malformed', route: 'malformed', status: 400, seconds: 0 });
  });

  it('needs no host where HTTP is older than hosts', async () => {
    expect(await send('GET /fine HTTP/1.0\r\n\r\n')).toMatch(/^HTTP\/1\.1 200 /);
  });

  it('may ask for another protocol, which is passed over', async () => {
    const bytes = 'GET /fine HTTP/1.1\r\nHost: a\r\nConnection: close, upgrade\r\nUpgrade: websocket\r\n\r\n';

    expect(await send(bytes)).toMatch(/^HTTP\/1\.1 200 /);
  });

  it('in the middle of an answer ends the connection with nothing added', async () => {
    const socket = connect(served.port, '127.0.0.1');
    socket.write('GET /half HTTP/1.1\r\nHost: a\r\n\r\n');
    const [first] = (await once(socket, 'data')) as [Buffer];
    const rest = text(socket).catch(() => '');
    socket.write('rubbish\r\n\r\n');

    expect(first.toString()).toContain('half');
    expect(await rest).not.toContain('HTTP/1.1');
    endStream();
  });

  it('after a connection is gone is not answered', async () => {
    const socket = connect(served.port, '127.0.0.1');
    socket.write('GET /half HTTP/1.1\r\nHost: a\r\nX-Request-Id: gone\r\n\r\n');
    await once(socket, 'data');
    socket.resetAndDestroy();
    const line = await served.logs.waitFor(({ requestId }) => requestId === 'gone');
    endStream();

    expect(line).toMatchObject({ status: 499, aborted: true });
  });
});
