import type { Behaviour } from '../origin.ts';
import { respond } from './respond.ts';

const HINT = 'HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n';
const BATCH = 1000;

/**
 * `103 Early Hints` so many times, as fast as the client reads, and then what `then` does: an empty answer unless told otherwise.
 *
 * @param count may be `Infinity`
 */
export function informationalFlood(count: number, then: Behaviour = respond()): Behaviour {
  return (request, response) => {
    const { socket } = request;
    let left = count;
    const flood = (): void => {
      while (left > 0) {
        const batch = Math.min(left, BATCH);
        left -= batch;
        if (socket.write(HINT.repeat(batch))) continue;
        socket.once('drain', flood);
        return;
      }
      then(request, response);
    };
    flood();
  };
}
