// What an access line costs, beside writing it as plain JSON and winston's own format, in one run; redaction and context included.
// Run: node --expose-gc bench/main.ts
import { spawn } from 'node:child_process';
import type { Socket } from 'node:net';
import { Writable } from 'node:stream';

import winston from 'winston';

import { createLogger, openStdout, runWithContext } from '../src/index.ts';

const LINES = 50_000;
const LINES_A_TURN = 25;
const ROUNDS = 7;
const LIMIT_US = 15;

const identity = { service: 'metadata-scraper', version: '2026.11.23-1a2b3c4d' };
const context = {
  requestId: '8f14e45f-ceea-467f-ab3d-8f14e45fceea',
  traceId: '0af7651916cd43dd8448eb211c80319c',
  spanId: 'b7ad6b7169203331',
  traceFlags: '01',
  route: '/v1/metadata',
};
const message = 'GET /v1/metadata 200';
const fields = (line: number): Record<string, unknown> => ({
  method: 'GET',
  path: '/v1/metadata',
  route: '/v1/metadata',
  status: 200,
  durationMs: 12.345 + (line % 10),
  bytes: 5120,
  client: '203.0.113.7',
});

type Log = (line: number) => void;

/** The three ways to write a line, each to an output of its own. */
function subjects(open: () => Writable): Record<string, Log> {
  const bare = open();
  const plain = winston.createLogger({
    defaultMeta: identity,
    format: winston.format.combine(winston.format.timestamp(), winston.format.json()),
    transports: [new winston.transports.Stream({ stream: open() })],
  });
  const ours = createLogger({ ...identity, format: 'json', output: open() });
  return {
    'JSON.stringify and write': (line) => {
      const time = new Date().toISOString();
      bare.write(`${JSON.stringify({ time, level: 'info', ...identity, message, ...context, ...fields(line) })}\n`);
    },
    "winston's own JSON": (line) => {
      plain.info(message, { ...context, ...fields(line) });
    },
    'this logger': (line) => {
      ours.info(message, fields(line));
    },
  };
}

const openNull = (): Writable =>
  new Writable({
    decodeStrings: false,
    write: (_line, _encoding, done) => {
      done();
    },
  });

/** A real pipe, written to as the service's standard output is; `cat` reads it. */
function openPipe(): Writable {
  const reader = spawn('cat', { stdio: ['pipe', 'ignore', 'ignore'] });
  const { fd } = (reader.stdin as unknown as { _handle: Socket & { fd: number } })._handle;
  process.on('exit', () => reader.kill());
  return openStdout({ fd });
}

const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Microseconds a line. Lines come in turns of the event loop, as they do from a busy server; what the turns cost counts. */
async function measure(log: Log): Promise<number> {
  globalThis.gc?.();
  const started = performance.now();
  for (let line = 0; line < LINES; line++) {
    log(line);
    if (line % LINES_A_TURN === 0) await nextTurn();
  }
  return ((performance.now() - started) * 1000) / LINES;
}

async function compare(all: Record<string, Log>): Promise<Record<string, number>> {
  const best: Record<string, number> = {};
  for (let round = 0; round < ROUNDS; round++) {
    for (const [name, log] of Object.entries(all)) best[name] = Math.min(best[name] ?? Infinity, await measure(log));
  }
  return best;
}

await runWithContext(context, async () => {
  for (const [output, open] of Object.entries({ 'a null sink': openNull, 'a pipe': openPipe })) {
    const best = await compare(subjects(open));
    const bare = best['JSON.stringify and write'] ?? Number.NaN;
    console.log(`An access line to ${output}:`);
    console.table(
      Object.fromEntries(
        Object.entries(best).map(([name, us]) => [name, { 'µs a line': us.toFixed(2), ratio: (us / bare).toFixed(2) }]),
      ),
    );
    if ((best['this logger'] ?? Infinity) >= LIMIT_US) process.exitCode = 1;
  }
});
process.exit();
