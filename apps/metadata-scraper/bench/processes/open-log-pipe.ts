import { execFileSync, spawn } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Where a service's standard output goes. */
export interface LogPipe extends Disposable {
  readonly fd: number;
}

/**
 * A pipe whose reader throws away what it reads: a FIFO, as container runtimes use, since Node's own pipes to children are
 * sockets, which cost a writer more.
 */
export function openLogPipe(): LogPipe {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  const path = join(folder, 'logs');
  execFileSync('mkfifo', [path]);
  const reader = spawn('cat', [path], { stdio: 'ignore' });
  const fd = openSync(path, 'w'); // returns when the reader is there
  rmSync(folder, { recursive: true });
  return {
    fd,
    [Symbol.dispose]: () => {
      closeSync(fd);
      reader.kill();
    },
  };
}
