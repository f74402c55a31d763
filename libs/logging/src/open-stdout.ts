import { fstatSync, writeSync } from 'node:fs';
import { Socket } from 'node:net';
import type { Writable } from 'node:stream';
import { isatty, WriteStream } from 'node:tty';

import { createDirectOutput } from './direct-output.ts';

/** What a logger knows of its output beside that it is a stream. */
export interface LogOutput extends Writable {
  /** Whether people read along: the default format is for them then. */
  readonly isTTY?: boolean;
  /** What may wait for a slow reader: lines beyond it are dropped, and counted. Default: 8 MiB. */
  readonly maxQueuedBytes?: number;
  /** Whether lines may wait some ms, to leave together. */
  readonly batches?: boolean;
}

export interface StdoutOptions {
  /** The descriptor. Default: 1. */
  readonly fd?: number;
  /** What may wait for a slow reader: a logger drops lines beyond it, and counts them. Default: 8 MiB. */
  readonly maxQueuedBytes?: number;
}

/** What may wait for a slow reader. Bytes. */
export const MAX_QUEUED_BYTES = 8 * 1024 * 1024;

/** Above it a stream tells when it has become empty. Bytes. */
const HIGH_WATER = 65_536;

/**
 * A service's standard output as a stream that neither blocks nor fails.
 *
 * A pipe or a socket is written to without waiting for its reader, and never from the thread pool, where a full pipe would
 * keep the process from ending. When the reader has gone, what is written goes nowhere. A file or a terminal is written to
 * at once.
 */
export function openStdout({ fd = 1, maxQueuedBytes = MAX_QUEUED_BYTES }: StdoutOptions = {}): LogOutput {
  const kind = fstatSync(fd);
  if (kind.isFIFO() || kind.isSocket()) return openPipe(fd, maxQueuedBytes);
  const output = createDirectOutput((bytes) => writeSync(fd, bytes));
  const isTTY = isatty(fd);
  // `styleText` asks for it, and so obeys NO_COLOR on a terminal
  const getColorDepth = (env?: object): number => WriteStream.prototype.getColorDepth(env);
  return Object.assign(output, { isTTY, maxQueuedBytes, batches: !isTTY, getColorDepth });
}

function openPipe(fd: number, maxQueuedBytes: number): LogOutput {
  const highWaterMark = Math.min(HIGH_WATER, maxQueuedBytes);
  const socket = new Socket({ fd, readable: false, writable: true, highWaterMark } as SocketOptions);
  // a reader that has gone is none of the service's troubles
  socket.on('error', () => undefined);
  return Object.assign(socket, { isTTY: false, maxQueuedBytes, batches: true });
}

/** The types leave out what `Socket` hands on to `Duplex`. */
type SocketOptions = ConstructorParameters<typeof Socket>[0] & { readonly highWaterMark: number };
