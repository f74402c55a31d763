import type { ServiceContext } from '@exemplar/http-kit';

export interface Outages {
  /** Something failed; it is logged unless it has been failing, or was logged a moment ago. */
  failed(what: string, error: unknown): void;
  /** Something works, which is logged where its failure was. */
  works(what: string): void;
}

/** How often the outages of one thing are logged at most, in ms, should it fail and work by turns. */
const QUIET_MS = 60_000;

/**
 * Logs an outage once, not once a request.
 *
 * @param secret a text that is masked in what is logged: some servers repeat a command that they do not know
 */
export function createOutages(logger: Pick<ServiceContext['logger'], 'info' | 'warn'>, secret: string): Outages {
  /** Whether its failure was logged, for each thing that fails. */
  const failing = new Map<string, boolean>();
  const loggedAt = new Map<string, number>();
  return {
    failed: (what, error) => {
      if (failing.has(what)) return;
      const now = performance.now();
      const isLogged = now - (loggedAt.get(what) ?? -QUIET_MS) >= QUIET_MS;
      failing.set(what, isLogged);
      if (!isLogged) return;
      loggedAt.set(what, now);
      logger.warn('the shared cache fails and is done without', { what, reason: masked(reasonOf(error), secret) });
    },
    works: (what) => {
      if (failing.get(what) === true) logger.info('the shared cache works again', { what });
      failing.delete(what);
    },
  };
}

/** A name with several addresses fails with an error for each, and no text of its own. */
function reasonOf(error: unknown): string {
  return error instanceof AggregateError ? error.errors.map(String).join(', ') : String(error);
}

function masked(text: string, secret: string): string {
  return secret === '' ? text : text.replaceAll(secret, '[masked]');
}
