import { type Writable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';

/** What may wait for a slow reader. Bytes. */
const MAX_QUEUED_BYTES = 8 * 1024 * 1024;

export interface LineOutput {
  write(line: string): void;
  /** Resolves when everything written has left, the reader is gone, or the time is over. Never rejects. */
  flush(timeoutMs: number): Promise<void>;
}

/**
 * Writes lines to a stream for as long as it keeps up.
 *
 * A reader that is too slow loses lines: they are counted, and the count is told once it is back. When the reader is gone,
 * lines go nowhere.
 *
 * @param notice makes the line that tells how many were lost
 */
export function createLineOutput(
  stream: Writable,
  notice: (lost: number) => string,
  maxQueuedBytes = MAX_QUEUED_BYTES,
): LineOutput {
  let lost = 0;
  let gone = false;
  stream.on('error', () => {
    gone = true;
  });
  stream.on('drain', () => {
    if (lost > 0) stream.write(notice(lost));
    lost = 0;
  });
  return {
    write: (line) => {
      if (gone) return;
      if (stream.writableLength > maxQueuedBytes) lost++;
      else stream.write(line);
    },
    flush: async (timeoutMs) => {
      if (gone || stream.writableLength === 0) return;
      const over = new AbortController();
      const left = new Promise<void>((resolve) => {
        stream.once('error', resolve);
        stream.write('', () => {
          resolve();
        });
      });
      await Promise.race([left, sleep(timeoutMs, undefined, { signal: over.signal })]);
      over.abort();
    },
  };
}
