import type { EventEmitter } from 'node:events';
import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';

import type { HopRequest } from './redirect.ts';

/** A request that is on its way. */
export interface Sent {
  /** Tells of it, as Node's own requests do: `response`, `error`, `information`, `upgrade`. */
  readonly events: EventEmitter;
  /** The body of its answer; asked for once, while `response` is told. */
  readonly bodyOf: (response: IncomingMessage) => Readable;
  /** Ends it, wherever it is. */
  readonly destroy: () => void;
}

/**
 * Sends a request to one origin. Neither redirects nor encodings are its business, nor what a status means.
 *
 * @throws where it cannot even be written, by a header that is none, say
 */
export type Send = (request: HopRequest) => Sent;

/** Answers of real sites carry cookies and policies beyond Node's default of 16 KiB. */
export const MAX_HEADER_BYTES = 65_536;
