import { randomUUID } from 'node:crypto';

const MAX_LENGTH = 128;
const ALLOWED = /^[\w.:/+=@-]+$/;

/**
 * The id that a request goes by in answers, logs and reports: the client's own where it is harmless, else a new one.
 *
 * @param given the value of `X-Request-Id`
 */
export function requestIdOf(given: string | string[] | undefined): string {
  if (typeof given === 'string' && given.length <= MAX_LENGTH && ALLOWED.test(given)) return given;
  return randomUUID();
}
