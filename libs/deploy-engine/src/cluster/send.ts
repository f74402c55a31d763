import { DeployError } from '../deploy-error.ts';
import { whyOf } from '../why-of.ts';
import { PassingError } from './ask-again.ts';
import { ClusterError } from './cluster-error.ts';
import type { Call, Connection, Reply } from './open-connection.ts';

/** What a cluster says of a failure. */
interface Status {
  readonly reason?: string;
  readonly message?: string;
}

/** Too much at once, or a server that is on its way down or up. https://kubernetes.io/docs/reference/using-api/ */
const PASSING = new Set([429, 500, 502, 503, 504]);
const DENIED = new Set([401, 403]);

/**
 * Sends a call to a cluster.
 *
 * @throws PassingError where it may be sent again, DeployError `cluster-denied`, ClusterError for every other answer that is a failure
 */
export async function send(connection: Connection, call: Call): Promise<Reply> {
  const reply = await connection(call).catch((error: unknown) => {
    if (error instanceof DeployError) throw error;
    throw new PassingError(whyOf(error), undefined, { cause: error });
  });
  if (reply.status < 400) return reply;
  const { reason = '', message = `it answered ${reply.status}` } = statusOf(await reply.text().catch(() => ''));
  if (PASSING.has(reply.status)) throw new PassingError(message, retryAfterMs(reply));
  if (DENIED.has(reply.status)) throw new DeployError('cluster-denied', `The cluster does not allow it: ${message}`);
  throw new ClusterError(reply.status, reason, message);
}

function statusOf(text: string): Status {
  try {
    return JSON.parse(text) as Status;
  } catch {
    return text === '' ? {} : { message: text.trim().slice(0, 300) };
  }
}

function retryAfterMs({ headers }: Reply): number | undefined {
  const seconds = Number(headers['retry-after']);
  return Number.isFinite(seconds) ? seconds * 1000 : undefined;
}
