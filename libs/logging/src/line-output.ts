import { setTimeout as sleep } from 'node:timers/promises';

import { type LogOutput, MAX_QUEUED_BYTES } from './open-stdout.ts';
import { createWinston } from './winston.ts';

export interface LineOutput {
  /** @param isUrgent the line leaves at once, and all that wait before it */
  write(line: string, isUrgent: boolean): void;
  /** Resolves when everything written has left, the reader has gone, or the time is over. Never rejects. */
  flush(timeoutMs: number): Promise<void>;
}

/** How long a line waits for others, ms. */
const BATCH_MS = 10;
/** What waits is no longer than this: as much as a pipe takes at once, bytes in ASCII. */
const BATCH_LENGTH = 32_768;

/**
 * Writes lines to a stream, by way of winston, for as long as it keeps up.
 *
 * Where the stream lets lines wait for others they are one text and one write: a write wakes the reader, which costs many times
 * what a line does. A busy service's turn of the event loop has few lines, so they wait longer than that. A reader that is too slow loses lines: they are counted, and a line tells how many once half of
 * the queue is free again. When the reader has gone, lines go nowhere.
 *
 * @param notice makes the line that tells how many were lost
 */
export function createLineOutput(stream: LogOutput, notice: (lost: number) => string): LineOutput {
  const { maxQueuedBytes = MAX_QUEUED_BYTES, batches = false } = stream;
  const send = createWinston(stream);
  let lost = 0;
  let waiting = '';
  const leave = (): void => {
    if (waiting === '') return;
    const text = waiting;
    waiting = '';
    send(text);
  };
  const tellLoss = (): void => {
    if (lost === 0) return;
    waiting += notice(lost);
    lost = 0;
  };
  // Without a listener an error would end the process.
  stream.on('error', () => undefined);
  stream.on('drain', () => {
    tellLoss();
    leave();
  });
  if (batches) process.on('exit', leave);
  return {
    write: (line, isUrgent) => {
      if (!stream.writable) return;
      if (stream.writableLength + waiting.length > (lost === 0 ? maxQueuedBytes : maxQueuedBytes / 2)) {
        lost++;
        return;
      }
      tellLoss();
      const isFirst = waiting === '';
      waiting += line;
      if (isUrgent || !batches) leave();
      else if (waiting.length >= BATCH_LENGTH) leave();
      else if (isFirst) setTimeout(leave, BATCH_MS).unref();
    },
    flush: async (timeoutMs) => {
      if (!stream.writable) return;
      tellLoss();
      leave();
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
