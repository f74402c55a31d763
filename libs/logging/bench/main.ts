// What a line of the access log costs, as a ratio of writing it as plain JSON, in one run.
import { Writable } from 'node:stream';

import winston from 'winston';

import { createLogger, runWithContext } from '../src/index.ts';

const LINES = 100_000;
const ROUNDS = 5;

const sink = (): Writable => new Writable({ decodeStrings: false, write: (_line, _encoding, done) => { done(); } });
const fields = {
  method: 'GET',
  status: 200,
  durationMs: 12.4,
  bytes: 5120,
  client: '203.0.113.7',
  userAgent: 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36',
};
const identity = { service: 'metadata-scraper', version: '2026.11.23-1a2b3c4d' };
const context = {
  requestId: '8f14e45f-ceea-467f-ab3d-8f14e45fceea',
  traceId: '0af7651916cd43dd8448eb211c80319c',
  spanId: 'b7ad6b7169203331',
  traceFlags: '01',
  route: '/v1/metadata',
};

const bare = sink();
const plain = winston.createLogger({
  defaultMeta: { ...identity, ...context },
  format: winston.format.combine(winston.format.timestamp(), winston.format.json()),
  transports: [new winston.transports.Stream({ stream: sink() })],
});
const ours = createLogger({ ...identity, format: 'json', output: sink() });

const SUBJECTS: Readonly<Record<string, () => void>> = {
  'JSON.stringify and write': () => {
    const line = { time: new Date().toISOString(), level: 'info', ...identity, ...context, message: 'GET', ...fields };
    bare.write(`${JSON.stringify(line)}\n`);
  },
  'winston with its own JSON': () => {
    plain.info('GET /v1/metadata 200', fields);
  },
  'this logger: context, redaction': () => {
    ours.info('GET /v1/metadata 200', fields);
  },
};

function microseconds(log: () => void): number {
  const started = performance.now();
  for (let line = 0; line < LINES; line++) log();
  return ((performance.now() - started) * 1000) / LINES;
}

const best = new Map<string, number>();
runWithContext(context, () => {
  for (let round = 0; round < ROUNDS; round++) {
    for (const [name, log] of Object.entries(SUBJECTS)) {
      best.set(name, Math.min(best.get(name) ?? Infinity, microseconds(log)));
    }
  }
});
const [[, one] = ['', 1]] = best;
console.table(
  [...best].map(([subject, cost]) => ({ subject, 'µs per line': cost.toFixed(2), ratio: (cost / one).toFixed(1) })),
);
