import got from 'got';

import type { Agents } from '../connect/agents.ts';
import { nativeRequest } from './native-request.ts';
import { MAX_HEADER_BYTES, type Send } from './send.ts';

/** Sends by got, through the client's own agents. What got would do by itself, and this platform does, is off. */
export function sendWithGot(agents: Agents): Send {
  const client = got.extend({
    agent: agents,
    decompress: false,
    followRedirect: false,
    request: nativeRequest,
    maxHeaderSize: MAX_HEADER_BYTES,
    retry: { limit: 0 },
    throwHttpErrors: false,
  });
  return ({ url, method, headers, body }) => {
    const stream = client.stream(url, { method: method as 'GET', headers, ...(body !== undefined && { body }) });
    return { events: stream, bodyOf: () => stream, destroy: () => void stream.destroy() };
  };
}
