import type { IncomingHttpHeaders } from 'node:http';

/** A resource that is no HTML page, its body still to be read. */
export interface Resource {
  /** Where it was found, after redirects. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  /** The Content-Type header as it came. */
  readonly declaredType: string | null;
  /** The essence of the media type. */
  readonly contentType: string | null;
  readonly body: AsyncIterable<Uint8Array>;
}
