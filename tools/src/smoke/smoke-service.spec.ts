import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { jest } from '@jest/globals';

import { smokeService } from './smoke-service.ts';

interface Flaws {
  readonly exitCode?: number;
  readonly metrics?: number;
  readonly ready?: boolean;
  readonly checksSettings?: boolean;
  readonly needsMore?: boolean;
}

/** A service in a few lines that keeps the promises, or breaks the one it is told to. */
const serviceWith = ({
  exitCode = 0,
  metrics = 200,
  ready = true,
  checksSettings = true,
  needsMore = false,
}: Flaws): string => `
  const { createServer } = require('node:http');
  if (${needsMore} && process.env.MORE !== 'there') process.exit(4);
  if (${checksSettings} && process.env.PORT === 'not-a-port') {
    console.error('PORT must be a number');
    process.exit(78);
  }
  if (!${ready}) process.exit(3);
  const answers = { '/readyz': 200, '/metrics': ${metrics} };
  process.on('SIGTERM', () => process.exit(${exitCode}));
  createServer((request, response) => response.writeHead(answers[request.url]).end()).listen(process.env.ADMIN_PORT);`;

describe('the smoke run', () => {
  let root: string;

  const service = (flaws: Flaws): string => {
    const entry = join(root, 'dist/main.js');
    mkdirSync(join(root, 'dist'), { recursive: true });
    writeFileSync(join(root, 'dist/package.json'), '{ "type": "commonjs" }');
    writeFileSync(entry, serviceWith(flaws));
    return entry;
  };

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'smoke-'));
  });

  afterEach(() => {
    rmSync(root, { recursive: true });
  });

  it('names the promises that held', async () => {
    expect(await smokeService(service({}))).toEqual([
      expect.stringMatching(/^ready after \d+ ms$/),
      'answers /metrics',
      'drains on SIGTERM and exits 0',
      'refuses a wrong setting with exit code 78',
    ]);
  });

  it.each([
    [{ ready: false }, 'did not become ready'],
    [{ metrics: 500 }, 'does not answer /metrics'],
    [{ exitCode: 1 }, 'exited with 1 on SIGTERM, not with 0'],
    [{ checksSettings: false, exitCode: 0 }, 'on PORT=not-a-port, not with 78'],
  ])('fails for a service with %j', async (flaws, sentence) => {
    await expect(smokeService(service(flaws), {}, 3000)).rejects.toThrow(sentence);
  });

  it('is wired to the command line, and opens what the service cannot start without', async () => {
    service({ needsMore: true });
    mkdirSync(join(root, 'fixtures'));
    writeFileSync(join(root, 'package.json'), '{ "type": "module" }');
    writeFileSync(
      join(root, 'fixtures/surroundings.ts'),
      "export default async () => ({ env: { MORE: 'there' }, close: async () => { globalThis.surroundingsClosed = true; } });",
    );
    const print = jest.spyOn(console, 'log').mockReturnValue();
    const { argv } = process;
    process.argv = [...argv.slice(0, 2), root];
    await import('./main.ts');
    process.argv = argv;
    expect(print).toHaveBeenLastCalledWith('✓ refuses a wrong setting with exit code 78');
    expect(globalThis).toHaveProperty('surroundingsClosed', true);
  });
});
