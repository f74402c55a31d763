import type { Instance } from './start-instance.ts';

/** Series by name and labels, as Prometheus has them, each with its value. */
export type Series = ReadonlyMap<string, number>;

const NAMESPACE = 'namespace="drill"';

/** A line of what `/metrics` answers; what begins with `#` is none. */
const SAMPLE = /^(?<name>[a-z_]\w*)(?:\{(?<labels>.*)\})? (?<value>\S+)$/i;

/** As long as Prometheus waits unless it is told otherwise. */
const SCRAPE_TIMEOUT_MS = 10_000;

/**
 * Reads what Prometheus would have of a service now: what its processes tell, and what Kubernetes tells of them.
 *
 * @param instances those that should run
 * @param all these, and those in whose place some of them were started
 */
export async function readSeries(
  service: string,
  instances: readonly Instance[],
  all: readonly Instance[],
): Promise<Series> {
  const lists = await Promise.all(
    instances.map(async ({ ports: { adminPort } }) => {
      const pod = `${NAMESPACE},pod="${service}-${adminPort}"`;
      const text = await metricsOf(adminPort);
      const starts = all.filter(({ ports }) => ports.adminPort === adminPort).length;
      return [
        ...samplesOf(text ?? '', `job="${service}",${pod}`),
        [`up{job="${service}",${pod}}`, text === undefined ? 0 : 1] as const,
        [`kube_pod_container_status_restarts_total{container="${service}",${pod}}`, starts - 1] as const,
      ];
    }),
  );
  const replicas = [`kube_deployment_spec_replicas{deployment="${service}",${NAMESPACE}}`, instances.length] as const;
  return new Map([...lists.flat(), replicas]);
}

const samplesOf = (text: string, from: string): readonly (readonly [series: string, value: number])[] =>
  text.split('\n').flatMap((line) => {
    const { name, labels, value } = SAMPLE.exec(line)?.groups ?? {};
    if (name === undefined) return [];
    return [[`${name}{${[...(labels === undefined ? [] : [labels]), from].join(',')}}`, Number(value)] as const];
  });

const metricsOf = (adminPort: number): Promise<string | undefined> =>
  fetch(`http://127.0.0.1:${adminPort}/metrics`, { signal: AbortSignal.timeout(SCRAPE_TIMEOUT_MS) }).then(
    (answer) => answer.text(),
    () => undefined,
  );
