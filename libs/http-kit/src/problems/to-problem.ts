import { OutboundError } from '../outbound/outbound-error.ts';
import { HttpProblem, problem } from './http-problem.ts';

const INTERNAL_DETAIL = 'The service failed on this request. Its operators are told; the request id leads them to it.';

/**
 * Makes a problem of anything thrown.
 *
 * An error of the outbound client keeps its code, and tells the origin's status; what is not known is `internal`, with
 * the error as its cause and nothing of it in the detail.
 */
export function toProblem(error: unknown): HttpProblem {
  if (error instanceof HttpProblem) return error;
  if (error instanceof OutboundError) return outboundProblem(error);
  return problem('internal', INTERNAL_DETAIL, { cause: error });
}

function outboundProblem(error: OutboundError): HttpProblem {
  const { code, message, status, retryAfterSeconds } = error;
  return problem(code, message, {
    cause: error,
    extra: status === undefined ? {} : { upstreamStatus: status },
    headers: retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) },
  });
}
