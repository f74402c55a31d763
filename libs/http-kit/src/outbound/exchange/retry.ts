import type { Call } from './call.ts';

const IDEMPOTENT = new Set(['GET', 'HEAD', 'OPTIONS', 'TRACE', 'PUT', 'DELETE']);
/** Failures after which the same request may well succeed; the origin has not answered it. */
const TRANSIENT = new Set(['ECONNRESET', 'ECONNREFUSED', 'EPIPE', 'ETIMEDOUT', 'EAI_AGAIN', 'ESERVFAIL', 'ETIMEOUT']);
const BASE_MS = 100;
const LONGEST_MS = 2000;

/**
 * Asks again when a connection failed before any of an answer came, as long as the method is idempotent.
 *
 * @param tries further tries after the first
 */
export async function withRetries<T>(call: Call, method: string, tries: number, attempt: () => Promise<T>): Promise<T> {
  for (let tried = 0; ; tried += 1) {
    try {
      return await attempt();
    } catch (error) {
      if (tried >= tries || !IDEMPOTENT.has(method) || !isTransient(error)) throw error;
      await pause(call, jitter(tried));
    }
  }
}

function isTransient(error: unknown): boolean {
  const cause = (error as Error).cause as NodeJS.ErrnoException | undefined;
  return TRANSIENT.has(String(cause?.code));
}

/** Full jitter over an exponential bound, in ms, so that clients that failed together do not come back together. */
function jitter(tried: number): number {
  return Math.random() * Math.min(LONGEST_MS, BASE_MS * 2 ** tried);
}

function pause(call: Call, ms: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms);
    call.onStop((reason) => {
      clearTimeout(timer);
      reject(reason);
    });
  });
}
