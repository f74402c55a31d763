import type { Behaviour } from '../origin.ts';
import { PAGE_HEADERS } from './page-headers.ts';

/**
 * A body that never ends, as fast as the client reads.
 *
 * @param start what comes once, before the first chunk
 * @throws a RangeError for an empty chunk: writing it again and again would block the process
 */
export function endless(chunk: string | Uint8Array, start: string | Uint8Array = ''): Behaviour {
  if (chunk.length === 0) throw new RangeError('The chunk of an endless body is empty');
  return (_request, response) => {
    response.writeHead(200, PAGE_HEADERS);
    response.write(start);
    const fill = (): void => {
      while (!response.destroyed && response.write(chunk));
    };
    response.on('drain', fill);
    fill();
  };
}
