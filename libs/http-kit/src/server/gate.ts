import { problem } from '../problems/http-problem.ts';
import { createApiKeys } from './api-keys.ts';
import type { Exchange } from './exchange.ts';
import { networkOf } from './network-of.ts';
import { createRateLimit } from './rate-limit.ts';

export interface GateOptions {
  readonly API_KEYS: readonly string[] | undefined;
  readonly RATE_LIMIT_PER_MINUTE: number;
}

/** Lets a request to a route through, or throws `unauthorized` or `rate-limited`. */
export type Gate = (exchange: Exchange, open: boolean) => void;

/**
 * Makes what stands before every route: who asks, and how often.
 *
 * Refused keys count against their address's limit, so that keys cannot be tried without end.
 *
 * @returns null where everything is let through
 */
export function createGate({ API_KEYS, RATE_LIMIT_PER_MINUTE }: GateOptions): Gate | null {
  if (API_KEYS === undefined && RATE_LIMIT_PER_MINUTE === 0) return null;
  const identify = createApiKeys(API_KEYS);
  const take = RATE_LIMIT_PER_MINUTE === 0 ? null : createRateLimit(RATE_LIMIT_PER_MINUTE);
  return (exchange, open) => {
    const client = identify(exchange.req.headers);
    if (client !== null) exchange.client = client;
    const waitSeconds = take?.(client ?? networkOf(exchange.client)) ?? 0;
    if (waitSeconds > 0) throw rateLimited(RATE_LIMIT_PER_MINUTE, waitSeconds);
    if (client === null && API_KEYS !== undefined && !open) throw unauthorized();
  };
}

function rateLimited(perMinute: number, waitSeconds: number): Error {
  return problem('rate-limited', `The limit is ${perMinute} requests a minute.`, {
    headers: { 'retry-after': String(waitSeconds) },
  });
}

function unauthorized(): Error {
  return problem('unauthorized', 'A valid API key has to come as X-Api-Key or as a bearer token.', {
    headers: { 'www-authenticate': 'Bearer' },
  });
}
