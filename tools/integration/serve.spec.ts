import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { needPrograms } from '../fixtures/need-programs.ts';

const workspaceRoot = join(import.meta.dirname, '../..');

async function isListening(port: number): Promise<boolean> {
  const socket = connect(port, 'localhost');
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

describe('nx serve', () => {
  let serve: ChildProcess;
  let closed: Promise<unknown[]>;
  let output: string;

  beforeAll(() => {
    needPrograms({ 'redis-server': 'redis-server' });
  });

  beforeEach(async () => {
    output = '';
    const program = spawn(process.execPath, [join(workspaceRoot, 'tools/src/serve/main.ts'), 'apps/metadata-scraper'], {
      cwd: workspaceRoot,
      env: { PATH: process.env.PATH, PORT: '0', ADMIN_PORT: '0' },
    });
    serve = program;
    closed = once(program, 'close');
    await new Promise<void>((resolve) => {
      for (const stream of [program.stdout, program.stderr]) {
        stream.setEncoding('utf8').on('data', (text: string) => {
          output += text;
          if (output.includes('Ready')) resolve();
        });
      }
    });
  });

  afterEach(() => {
    serve.kill('SIGTERM');
    serve.kill('SIGINT');
  });

  /** Of the service, its admin port and its Redis. */
  const areListening = (): Promise<readonly boolean[]> =>
    Promise.all(
      [
        /^metadata-scraper +http:\/\/localhost:(\d+)/m,
        /admin port http:\/\/localhost:(\d+)/,
        /redis:\/\/127\.0\.0\.1:(\d+)/,
      ].map((pattern) => isListening(Number(pattern.exec(output)?.[1]))),
    );

  it('runs the exemplar with a Redis, keeps its lines, and leaves nothing behind', async () => {
    expect(await areListening()).toEqual([true, true, true]);

    serve.kill('SIGINT');
    expect(await closed).toEqual([0, null]);
    expect(output).toMatch(/Stopped\n.*Redis is now ready to exit/s);
    expect(await areListening()).toEqual([false, false, false]);
    const log = readFileSync(join(workspaceRoot, '.nx/serve/metadata-scraper.log'), 'utf8');
    const messages = log
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { message: string }).message);
    expect(messages).toEqual(expect.arrayContaining(['Ready', 'Stopped']));
  });

  it('ends all at once when it is told so twice', async () => {
    serve.kill('SIGINT');
    serve.kill('SIGTERM');
    expect(await closed).toEqual([130, null]);
    while ((await areListening()).includes(true)) await sleep(20); // what is killed is gone a moment later
  });

  it('ends when nobody reads its lines any more, with nothing left behind', async () => {
    serve.stdout?.destroy();
    serve.kill('SIGHUP');
    expect(await closed).toEqual([0, null]);
    expect(await areListening()).toEqual([false, false, false]);
  });
});
