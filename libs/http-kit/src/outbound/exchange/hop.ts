import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';

import type { Got, Request } from 'got';

import { decodersOf } from '../body/content-coding.ts';
import { BodyReader } from '../body/read-body.ts';
import { OutboundError } from '../outbound-error.ts';
import type { Call } from './call.ts';
import { describeFailure } from './describe-failure.ts';
import { type HopRequest, locationOf } from './redirect.ts';

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
export function askHop(got: Got, call: Call, request: HopRequest, maxBytes: number): Promise<Hop> {
  const { url, method, headers, body } = request;
  return new Promise((resolve, reject) => {
    const stream = got.stream(url, { method: method as 'GET', headers, ...(body !== undefined && { body }) });
    const fail = (reason: Error): void => {
      stream.destroy();
      reject(reason);
    };
    call.onStop(fail);
    stream.on('error', (error) => {
      reject(describeFailure(error, url.hostname));
    });
    refuseProtocolTricks(stream, url.hostname, fail);
    stream.once('response', (response: IncomingMessage) => {
      try {
        resolve(openHop(stream, response, call, url, maxBytes));
      } catch (error) {
        fail(error as Error);
      }
    });
  });
}

function openHop(stream: Request, response: IncomingMessage, call: Call, url: URL, maxBytes: number): Hop {
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
function refuseProtocolTricks(stream: Request, host: string, fail: (reason: Error) => void): void {
  let informational = 0;
  stream.on('information', () => {
    informational += 1;
    if (informational <= MOST_INFORMATIONAL) return;
    fail(new OutboundError('upstream-unreachable', `${host} sent one informational answer after another.`));
  });
  stream.on('upgrade', (_response: IncomingMessage, socket: Duplex) => {
    socket.destroy();
    fail(new OutboundError('upstream-unreachable', `${host} switched to another protocol.`));
  });
}
