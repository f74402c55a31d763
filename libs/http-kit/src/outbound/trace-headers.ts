import { requestContext } from '@exemplar/logging';
import { formatTraceparent } from '@exemplar/monitoring';

/** The headers that carry the trace of the request being answered on to the next service (W3C Trace Context). */
export function traceHeaders(): Readonly<Record<string, string>> {
  const context = requestContext();
  return context ? { traceparent: formatTraceparent(context) } : {};
}
