import { PercentUnit, RequestsPerSecond, Seconds, Short } from '@grafana/grafana-foundation-sdk/units';

import type { Graph } from './panels.ts';
import { percentile, perSecond, type Scope } from './scope.ts';

const BUCKETS = 'http_request_duration_seconds_bucket';

/** Rate, errors and duration of requests, by route. */
export const requestPanels = (scope: Scope): readonly Graph[] => [...routePanels(scope), ...servicePanels(scope)];

function routePanels({ own }: Scope): readonly Graph[] {
  const requests = (...matchers: readonly string[]): string => perSecond(own('http_requests_total', ...matchers));
  return [
    {
      title: 'Requests',
      description: 'Requests answered, by route. A route that falls to nothing is as telling as one that climbs.',
      unit: RequestsPerSecond,
      lines: { [`sum by (route) (${requests()})`]: '{{route}}' },
      stacked: true,
      width: 8,
    },
    {
      title: 'Failed requests',
      description:
        'The share of answers with 5xx, by route. 502 and 504 tell of whom the service calls; the others of itself.',
      unit: PercentUnit,
      lines: {
        [`sum by (route, status) (${requests('status=~"5.."')}) / on (route) group_left sum by (route) (${requests()})`]:
          '{{route}} {{status}}',
      },
      width: 8,
    },
    {
      title: 'Duration, 99 %',
      description: 'Of a hundred requests, 99 were answered within this time, by route.',
      unit: Seconds,
      lines: { [percentile(99, 'route', own(BUCKETS))]: '{{route}}' },
      width: 8,
    },
  ];
}

const servicePanels = ({ own }: Scope): readonly Graph[] => [
  {
    title: 'Problems',
    description: 'Answers with a problem, by its code: `npx nx logs` finds them by it.',
    unit: RequestsPerSecond,
    lines: { [`sum by (code) (${perSecond(own('http_request_errors_total'))})`]: '{{code}}' },
    stacked: true,
    width: 8,
  },
  {
    title: 'Requests under way',
    description: 'By pod. A number that only climbs is a request that never ends, or a caller that does not wait.',
    unit: Short,
    lines: { [own('http_requests_in_flight')]: '{{instance}}' },
    width: 8,
  },
  {
    title: 'Duration of all requests',
    description: 'Half of the requests, 95 % and 99 % of them were answered within these times.',
    unit: Seconds,
    lines: Object.fromEntries(
      [50, 95, 99].map((percent) => [percentile(percent, 'job', own(BUCKETS)), `${String(percent)} %`]),
    ),
    width: 8,
  },
];
