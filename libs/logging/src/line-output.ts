import { setTimeout as sleep } from 'node:timers/promises';

import { type LogOutput, MAX_QUEUED_BYTES } from './open-stdout.ts';

export interface LineOutput {
  /** @param isUrgent the line leaves at once, not at the end of the event loop's turn */
  write(line: string, isUrgent: boolean): void;
  /** Resolves when everything written has left, the reader has gone, or the time is over. Never rejects. */
  flush(timeoutMs: number): Promise<void>;
}

/**
 * Writes lines to a stream for as long as it keeps up.
 *
 * A reader that is too slow loses lines: they are counted, and a line tells how many once half of the queue is free again.
 * When the reader has gone, lines go nowhere.
 *
 * @param notice makes the line that tells how many were lost
 */
export function createLineOutput(stream: LogOutput, notice: (lost: number) => string): LineOutput {
  const { maxQueuedBytes = MAX_QUEUED_BYTES, batches = false } = stream;
  let lost = 0;
  let isCorked = false;
  const uncork = (): void => {
    isCorked = false;
    stream.uncork();
  };
  const tellLoss = (): void => {
    if (lost === 0) return;
    const line = notice(lost);
    lost = 0;
    stream.write(line);
  };
  // Without a listener an error would end the process.
  stream.on('error', () => undefined);
  stream.on('drain', tellLoss);
  if (batches) process.on('exit', uncork);
  return {
    write: (line, isUrgent) => {
      if (!stream.writable) return;
      if (stream.writableLength > (lost === 0 ? maxQueuedBytes : maxQueuedBytes / 2)) {
        lost++;
        return;
      }
      tellLoss();
      if (batches && !isCorked) {
        isCorked = true;
        stream.cork();
        setImmediate(uncork);
      }
      stream.write(line);
      if (isUrgent && isCorked) uncork();
    },
    flush: async (timeoutMs) => {
      if (!stream.writable) return;
      tellLoss();
      if (isCorked) uncork();
      if (stream.writableLength > 0) await emptied(stream, timeoutMs);
    },
  };
}

async function emptied(stream: LogOutput, timeoutMs: number): Promise<void> {
  const over = new AbortController();
  const left = new Promise<void>((resolve) => {
    stream.write('', () => {
      resolve(); // also after an error
    });
  });
  await Promise.race([left, sleep(timeoutMs, undefined, { signal: over.signal })]);
  over.abort();
}
