import { RequestError } from 'got';

import { OutboundError } from '../outbound-error.ts';

/** What the code of a failed connection, look-up, handshake or parse means, as the end of a sentence about the host. */
const FAILURES: readonly (readonly [code: RegExp, meaning: string])[] = [
  [/^(?:ENOTFOUND|ENODATA|EBADNAME)$/, 'has no address in the DNS'],
  [/^(?:ESERVFAIL|EREFUSED|ETIMEOUT|EAI_AGAIN|ECANCELLED|EBADRESP)$/, 'could not be looked up in the DNS'],
  [/^ECONNREFUSED$/, 'refused the connection'],
  [/^(?:ECONNRESET|EPIPE|ERR_HTTP_CONTENT_LENGTH_MISMATCH)$/, 'closed the connection too early'],
  [/^(?:ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL)$/, 'cannot be connected to'],
  [/^HPE_HEADER_OVERFLOW$/, 'sent headers that are too large'],
  [/^HPE_/, 'sent what is not HTTP'],
  [/CERT|UNABLE_TO_VERIFY/, 'has a certificate that does not hold'],
  [/^(?:EPROTO|ERR_SSL_)/, 'failed in the TLS handshake'],
  [/^(?:Z_|ZSTD_|ERR__ERROR_)/, 'sent a body that cannot be decoded'],
];

interface Coded {
  readonly code?: unknown;
  readonly cause?: unknown;
}

/**
 * Turns what a call failed with into the error that its caller gets.
 *
 * @param failure any error; one with an OutboundError among its causes is that one
 * @param host named in the sentence
 */
export function describeFailure(failure: unknown, host: string): OutboundError {
  for (let error = failure; error; error = (error as Coded).cause) {
    if (error instanceof OutboundError) return error;
  }
  const code = String((failure as Coded).code);
  const [, meaning] = FAILURES.find(([pattern]) => pattern.test(code)) ?? [code, 'cannot be reached'];
  return new OutboundError('upstream-unreachable', `${host} ${meaning} (${code}).`, { cause: lightCauseOf(failure) });
}

/** An error of got holds the request with its headers and buffers; who keeps ours should not keep those. */
function lightCauseOf(failure: unknown): unknown {
  if (!(failure instanceof RequestError)) return failure;
  const { cause, message, code } = failure;
  const isError = (cause as Error).stack !== undefined;
  return isError ? cause : Object.assign(new Error(message), { code });
}
