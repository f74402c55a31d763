import { fstatSync, writeSync } from 'node:fs';
import { Socket } from 'node:net';
import { Writable } from 'node:stream';
import { isatty } from 'node:tty';

/**
 * A service's standard output as a stream that does not block.
 *
 * `process.stdout` waits for a pipe's reader on POSIX systems, so a slow reader would stop the service; a write to a full
 * pipe from the thread pool would keep the process from ending. A socket over the same descriptor does neither.
 *
 * @param fd the descriptor
 */
export function openStdout(fd = 1): Writable {
  const kind = fstatSync(fd);
  if (kind.isFIFO() || kind.isSocket()) return new Socket({ fd, readable: false, writable: true });
  // A file, a terminal: they take a line in microseconds.
  const direct = new Writable({
    decodeStrings: false,
    write: (line: string, _encoding, done) => {
      try {
        writeSync(fd, line);
        done();
      } catch (error) {
        done(error as Error); // it is the operating system's: EIO, ENOSPC
      }
    },
  });
  return Object.assign(direct, { isTTY: isatty(fd) });
}
