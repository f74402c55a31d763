import type { EventEmitter } from 'node:events';
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { Duplex, Readable } from 'node:stream';

import { decodersOf } from '../body/content-coding.ts';
import { BodyReader } from '../body/read-body.ts';
import { OutboundError } from '../outbound-error.ts';
import type { Call } from './call.ts';
import { describeFailure } from './describe-failure.ts';
import { type HopRequest, locationOf } from './redirect.ts';
import type { Send, Sent } from './send.ts';

/** What one origin answered: a body to read, or where to ask instead. */
export interface Hop {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly location: string | undefined;
  readonly body: BodyReader;
}

/** An origin may send early hints; one that sends more than this only keeps the connection busy. */
const MOST_INFORMATIONAL = 16;

/**
 * Asks one origin, once.
 *
 * @returns as soon as the headers are there
 * @throws OutboundError, or the reason for which the call was stopped
 */
export function askHop(send: Send, call: Call, request: HopRequest, maxBytes: number): Promise<Hop> {
  const { url } = request;
  return new Promise((resolve, reject) => {
    const { events, bodyOf, destroy } = sendOrDescribe(send, request);
    const fail = (reason: Error): void => {
      destroy();
      reject(reason);
    };
    call.onStop(fail);
    events.on('error', (error) => {
      reject(describeFailure(error, url.hostname));
    });
    refuseProtocolTricks(events, url.hostname, fail);
    events.once('response', (response: IncomingMessage) => {
      try {
        resolve(openHop(bodyOf(response), response, call, url, maxBytes));
      } catch (error) {
        fail(error as Error);
      }
    });
  });
}

function sendOrDescribe(send: Send, request: HopRequest): Sent {
  try {
    return send(request);
  } catch (error) {
    throw describeFailure(error, request.url.hostname);
  }
}

function openHop(stream: Readable, response: IncomingMessage, call: Call, url: URL, maxBytes: number): Hop {
  const { headers } = response;
  const status = Number(response.statusCode);
  const decoders = decodersOf(headers['content-encoding']);
  if (!decoders) throw new OutboundError('upstream-unreachable', `${url.hostname} encoded its answer too many times.`);
  const location = locationOf(status, headers.location);
  const body = new BodyReader(stream, {
    decoders: location === undefined ? decoders : [],
    maxBytes,
    describe: (error) => describeFailure(error, url.hostname),
    onDone: (failure) => {
      if (location === undefined) call.settle(failure, status);
    },
  });
  if (location === undefined) call.onStop(body.stop);
  return { status, headers, location, body };
}

/** A flood of 1xx answers never ends by itself, and a switched protocol takes the socket out of the pool's hands. */
function refuseProtocolTricks(events: EventEmitter, host: string, fail: (reason: Error) => void): void {
  let informational = 0;
  events.on('information', () => {
    informational += 1;
    if (informational <= MOST_INFORMATIONAL) return;
    fail(new OutboundError('upstream-unreachable', `${host} sent one informational answer after another.`));
  });
  events.on('upgrade', (_response: IncomingMessage, socket: Duplex) => {
    socket.destroy();
    fail(new OutboundError('upstream-unreachable', `${host} switched to another protocol.`));
  });
}
