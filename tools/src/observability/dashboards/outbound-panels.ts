import { PercentUnit, RequestsPerSecond, Seconds, Short } from '@grafana/grafana-foundation-sdk/units';

import type { Graph } from './panels.ts';
import { percentile, perSecond, type Scope } from './scope.ts';

/** The calls that a service makes, by its clients. */
export function outboundPanels({ own }: Scope): readonly Graph[] {
  const calls = (...matchers: readonly string[]): string => perSecond(own('outbound_requests_total', ...matchers));
  return [
    {
      title: 'Calls',
      description:
        'Outbound calls, by client and outcome. A breaker that leaves an origin alone shows as upstream-unreachable.',
      unit: RequestsPerSecond,
      lines: { [`sum by (client, outcome) (${calls()})`]: '{{client}} {{outcome}}' },
      stacked: true,
      width: 6,
    },
    {
      title: 'Failed calls',
      description:
        'The share of calls without an answer, or with one that says no. Half without an answer is an alert (OutboundFailing).',
      unit: PercentUnit,
      lines: {
        [`sum by (client, outcome) (${calls('outcome!="ok"')}) / on (client) group_left sum by (client) (${calls()})`]:
          '{{client}} {{outcome}}',
      },
      width: 6,
    },
    {
      title: 'Duration of calls, 99 %',
      description: 'Of a hundred calls, 99 had ended within this time, by client.',
      unit: Seconds,
      lines: { [percentile(99, 'client', own('outbound_request_duration_seconds_bucket'))]: '{{client}}' },
      width: 6,
    },
    {
      title: 'Breakers: origins left alone',
      description:
        'Times that a breaker opened, by client: an origin failed so often that it is left alone for a while. The log names it.',
      unit: Short,
      lines: { [`sum by (client) (increase(${own('outbound_breaks_total')}[$__rate_interval]))`]: '{{client}}' },
      width: 6,
    },
  ];
}
