import type { Service } from '../../descriptor/service-schema.ts';
import type { Alert } from './alert.ts';
import { ofService, series } from './series.ts';

/** Nobody was reached; an answer that says no is none of these. A breaker that leaves an origin alone counts as unreachable. */
const NOBODY = 'outcome=~"upstream-unreachable|upstream-timeout"';

/** As few calls say nothing: one origin that is down and one user who insists. */
const FLOOR = 50;

/** The alerts that tell that what the service depends on is gone. */
export const dependencyAlerts = ({ name }: Service, hasSharedCache: boolean): readonly Alert[] => [
  outboundFailing(name),
  ...(hasSharedCache ? [sharedCacheLost(name)] : []),
];

function outboundFailing(name: string): Alert {
  const calls = (...matchers: readonly string[]): string =>
    `sum by (namespace, client) (increase(${series('outbound_requests_total', ofService(name), ...matchers)}[10m]))`;
  return {
    alert: 'OutboundFailing',
    urgency: 'page',
    expr: `${calls(NOBODY)} / ${calls()} > 0.5 and ${calls(NOBODY)} >= ${FLOOR}`,
    for: '5m',
    summary: `{{ $value | humanizePercentage }} of the calls by which ${name} in {{ $labels.namespace }} asks {{ $labels.client }} reach nobody.`,
    description:
      'Callers get 502 and 504, which use up no budget, as the fault is elsewhere: DNS, the way out, or whom it calls.',
  };
}

const sharedCacheLost = (name: string): Alert => ({
  alert: 'SharedCacheLost',
  urgency: 'ticket',
  expr: `count by (namespace) (${series('cache_shared_connected', ofService(name))} == 0) > 0`,
  for: '15m',
  summary: `{{ $value }} pods of ${name} in {{ $labels.namespace }} do without the shared cache.`,
  description: 'Answers stay right. Each pod keeps a cache of its own, so more is fetched, and answers are slower.',
});
