import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

import express from 'express';

import { defineRoute, etagOf, startService, stored } from '../src/index.ts';

/** A server to measure, in a process of its own: `node server.ts bare|express|chassis <bytes>`. It tells its CPU time when asked. */
const [kind, bytes] = [process.argv[2], Number(process.argv[3])];

const value = { hello: 'world', text: 'x'.repeat(bytes) };
const body = Buffer.from(JSON.stringify(value));

const answer: RequestListener = (_req, res) => {
  res.writeHead(200, ['content-type', 'application/json; charset=utf-8', 'content-length', String(body.length)]);
  res.end(body);
};

async function listenBare(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function listenExpress(): Promise<string> {
  const app = express();
  app.get('/hello', answer);
  return listenBare(app);
}

async function startChassis(): Promise<string> {
  const reply = stored({ body, contentType: 'application/json; charset=utf-8', etag: etagOf(body) });
  const hello = defineRoute({
    method: 'GET',
    path: '/hello',
    summary: 'Hello',
    answers: { 200: { description: 'A stored body.' } },
    handler: () => reply,
  });
  const { url } = await startService(
    { name: 'bench', settings: {}, routes: () => [hello] },
    { env: { PORT: '0', ADMIN_PORT: '0', HOST: '127.0.0.1' }, argv: [] },
  );
  return url;
}

const STARTS: Readonly<Record<string, () => Promise<string>>> = {
  bare: () => listenBare(answer),
  express: listenExpress,
  chassis: startChassis,
};

process.on('message', () => {
  const { user, system } = process.cpuUsage();
  process.send?.({ cpuMicros: user + system });
});
process.send?.({ url: await STARTS[String(kind)]?.() });
