import { createInFlight } from '../in-flight/in-flight.ts';
import { type Agents, destroyAgents } from './connect/agents.ts';
import { createBreakers } from './exchange/breakers.ts';
import type { OutboundMetrics, PageOpener } from './exchange/open-page.ts';
import type { Send } from './exchange/send.ts';
import { OutboundError } from './outbound-error.ts';

/** What both makers of clients take. */
export interface OutboundOptions {
  /** The name of the client in metrics and logs. */
  readonly name?: string;
  /** How the client introduces itself, or how it does to each host that it asks, redirects included. */
  readonly userAgent?: string | ((url: URL) => string);
  /** Deadline of a call that states none, in ms. */
  readonly deadlineMs?: number;
  /** The longest body of a call that states none, in bytes. */
  readonly maxBytes?: number;
  readonly maxRedirects?: number;
  /** Further tries when a connection fails before an answer came, for idempotent methods. */
  readonly retries?: number;
  /** Failures in a row after which an origin is left alone for a while; 0: never. */
  readonly breakerFailures?: number;
  /** How long it is left alone, in ms. */
  readonly breakerRestMs?: number;
  readonly metrics?: OutboundMetrics | undefined;
  readonly logger?: { warn(message: string, fields?: Record<string, unknown>): void } | undefined;
}

interface OpenerDefaults {
  readonly name: string;
  readonly retries: number;
  readonly send: Send;
  readonly checkUrl: (url: URL) => void;
}

export const DEFAULT_USER_AGENT = 'Exemplar/1.0';

/** Makes what a client opens its pages with. */
export function createOpener(options: OutboundOptions, defaults: OpenerDefaults): PageOpener {
  const { name = defaults.name, retries = defaults.retries, userAgent = DEFAULT_USER_AGENT, logger, metrics } = options;
  const broke = metrics?.breaksOf?.(name);
  return {
    client: name,
    send: defaults.send,
    breakers: createBreakers({
      failures: options.breakerFailures ?? 20,
      restMs: options.breakerRestMs ?? 10_000,
      onBreak: (origin, restMs) => {
        broke?.();
        logger?.warn('an origin failed too often and is left alone', { client: name, origin, restMs });
      },
    }),
    checkUrl: defaults.checkUrl,
    userAgentOf: typeof userAgent === 'string' ? () => userAgent : userAgent,
    maxRedirects: options.maxRedirects ?? 5,
    retries,
    deadlineMs: options.deadlineMs ?? 10_000,
    maxBytes: options.maxBytes ?? 10_485_760,
    metrics,
    calls: createInFlight(),
  };
}

/** Stops the calls under way and closes every connection. */
export function closeOpener({ calls, client }: PageOpener, agents: Agents): void {
  for (const call of calls.all())
    call.stop(new OutboundError('upstream-unreachable', `The client ${client} was closed.`));
  destroyAgents(agents);
}
