import { Writable } from 'node:stream';

/** A terminal that its user has stopped takes nothing for a while. Milliseconds. */
const RETRY_MS = 10;

/**
 * A stream over a synchronous write: for files and terminals, which take a line in microseconds.
 *
 * What cannot be written (a full disk, a closed terminal) is lost; the next line is tried again.
 *
 * @param write writes bytes, and gives back how many it took
 */
export function createDirectOutput(write: (bytes: Buffer) => number): Writable {
  const attempt = (bytes: Buffer, done: () => void): void => {
    let rest = bytes;
    try {
      while (rest.length > 0) rest = rest.subarray(write(rest));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EAGAIN') {
        setTimeout(attempt, RETRY_MS, rest, done);
        return;
      }
    }
    done();
  };
  return new Writable({
    write: (bytes: Buffer, _encoding, done) => {
      attempt(bytes, done);
    },
  });
}
