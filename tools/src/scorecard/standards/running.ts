import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { CRASH, type Observation, observeBundle, REQUEST_ID } from '../observe-bundle.ts';
import { group, type Subject } from '../standard.ts';

/** How long a start, and an end, may take at most. Milliseconds. */
const WITHIN_MS = 30_000;

/** The series that every dashboard and alert needs. */
const SERIES = [
  'http_requests_total',
  'http_request_duration_seconds',
  'http_requests_in_flight',
  'event_loop_delay_seconds',
  'process_resident_memory_bytes',
  'process_cpu_seconds_total',
  'service_info',
];

type Line = Readonly<Record<string, unknown>>;

function lineOf(text: string): Line | null {
  try {
    return JSON.parse(text) as Line;
  } catch {
    return null;
  }
}

const built = ({ workspaceRoot, root, service }: Subject): string => {
  const folder = join(workspaceRoot, root);
  if (existsSync(join(folder, 'dist/main.js'))) return folder;
  throw new Error(`${root}/dist/main.js is missing. Run npx nx build ${service.name}.`);
};

function loggingProblem({ lines }: Observation): string | null {
  const plain = lines.find((line) => lineOf(line) === null);
  if (plain !== undefined) return `It prints what is no JSON: ${plain.slice(0, 120)}. Log by @exemplar/logging alone.`;
  const access = lines.map(lineOf).find((line) => line?.requestId === REQUEST_ID) ?? null;
  if (access === null) return 'A request leaves no line with its requestId. Start the service by startService.';
  const missing = ['time', 'level', 'message', 'method', 'status', 'durationMs'].find((key) => !(key in access));
  return missing === undefined ? null : `The line of a request has no ${missing}. Start the service by startService.`;
}

interface Operation {
  readonly summary?: string;
  readonly responses?: Readonly<Record<string, { readonly content?: object }>>;
}

function undescribed(operation: Operation): string | null {
  if (!operation.summary) return 'has no summary';
  const described = Object.values(operation.responses ?? {}).some(({ content }) => content !== undefined);
  return described ? null : 'has no schema of an answer';
}

function apiProblem({ openapi }: Observation): string | null {
  const { paths } = (openapi ?? {}) as {
    readonly paths?: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  };
  if (paths === undefined) return '/openapi.json does not describe the API. Start the service by startService.';
  const [wrong] = Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).flatMap(([method, operation]) => {
      const what = undescribed(operation);
      return what === null ? [] : [`${method.toUpperCase()} ${path} ${what}. Declare it by defineRoute.`];
    }),
  );
  return wrong ?? null;
}

/** What the built bundle does when it runs with nothing around it but what it cannot start without. */
export const running = group(
  (subject) => observeBundle(built(subject), WITHIN_MS),
  [
    {
      id: 'logging',
      title: 'Logging',
      means: 'It prints JSON lines, and one for each request, with the id of the request.',
      requiredFromTier: 3,
      check: loggingProblem,
    },
    {
      id: 'metrics',
      title: 'Monitoring',
      means: '/metrics has the series that dashboards and alerts need.',
      requiredFromTier: 3,
      check: ({ metrics }) => {
        const missing = SERIES.filter((name) => !metrics.includes(`# TYPE ${name} `));
        return missing.length === 0
          ? null
          : `/metrics lacks ${missing.join(', ')}. Start the service by startService, and leave its registry alone.`;
      },
    },
    {
      id: 'health',
      title: 'Health',
      means: '/livez and /readyz answer 200 when it is ready.',
      requiredFromTier: 3,
      check: ({ health }) => {
        const [wrong] = Object.entries(health).filter(([, status]) => status !== 200);
        return wrong ? `${wrong[0]} answers ${wrong[1]}, not 200. Its body names the check that fails.` : null;
      },
    },
    {
      id: 'api',
      title: 'API description',
      means: '/openapi.json has a summary and schemas for every route.',
      requiredFromTier: 3,
      check: apiProblem,
    },
    {
      id: 'bug-tracking',
      title: 'Bug tracking',
      means: 'A crash is reported to where SENTRY_DSN says.',
      requiredFromTier: 2,
      check: ({ reports }) =>
        reports.some((report) => report.includes(CRASH))
          ? null
          : 'A crash that was provoked was not reported to SENTRY_DSN. Start the service by startService, and leave uncaughtException to it.',
    },
  ],
);
