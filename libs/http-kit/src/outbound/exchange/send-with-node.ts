import type { IncomingMessage } from 'node:http';

import type { Agents } from '../connect/agents.ts';
import { nativeRequest } from './native-request.ts';
import { MAX_HEADER_BYTES, type Send } from './send.ts';

/**
 * Sends by Node's own client, through the client's own agents. Of what got adds, pages of the web need nothing, and it would be a tenth
 * of what such a page costs.
 */
export function sendWithNode(agents: Agents): Send {
  return ({ url, method, headers, body }) => {
    const agent = url.protocol === 'https:' ? agents.https : agents.http;
    const request = nativeRequest(url, { method, headers, agent, maxHeaderSize: MAX_HEADER_BYTES });
    request.once('response', (response: IncomingMessage) => {
      // Node tells the request what is wrong with its answer, and the answer only that it was cut off
      request.on('error', (error) => response.destroy(error));
    });
    request.end(body);
    return { events: request, bodyOf: (response) => response, destroy: () => void request.destroy() };
  };
}
