import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { prometheusRule } from '../observability/rules/prometheus-rule.ts';
import type { Subject } from '../observability/subject.ts';
import type { Found } from './create-finder.ts';

/** What stands for an environment's namespace on this machine. */
export const NAMESPACE = 'local';

/** How often Prometheus asks. Somebody is looking. */
export const SCRAPE_SECONDS = 2;

/** Writes texts by their paths in a folder; who reads one at the same time sees the old one or the new one. */
export function writeFiles(folder: string, texts: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(texts)) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(`${file}.new`, text);
    renameSync(`${file}.new`, file);
  }
}

/**
 * What Prometheus reads: its configuration and the rules of all services.
 *
 * @param machine where series come from that a cluster would have of its own
 */
export function writePrometheusFiles(folder: string, subjects: readonly Subject[], machine: string): void {
  const rules = subjects.map((subject) => {
    const { groups } = prometheusRule(subject).spec;
    return [`rules/${subject.service.name}.json`, JSON.stringify({ groups: groups.map(often) })] as const;
  });
  writeFiles(folder, {
    'targets.json': '[]',
    'prometheus.json': JSON.stringify(configuration(folder, machine)),
    ...Object.fromEntries(rules),
  });
}

const often = (group: object): object => ({ ...group, interval: '5s' });

const configuration = (folder: string, machine: string): object => ({
  global: { scrape_interval: `${SCRAPE_SECONDS}s`, scrape_timeout: `${SCRAPE_SECONDS}s` },
  rule_files: [join(folder, 'rules/*.json')],
  scrape_configs: [
    { job_name: 'services', file_sd_configs: [{ files: [join(folder, 'targets.json')], refresh_interval: '5s' }] },
    { job_name: 'machine', honor_labels: true, static_configs: [{ targets: [machine] }] },
  ],
});

/** Which services there are, in Prometheus' format, with the labels that a PodMonitor would give them. */
export const targetsText = (found: readonly Found[]): string =>
  JSON.stringify(
    found.map(({ name, address }) => ({
      targets: [address],
      labels: { job: name, namespace: NAMESPACE, pod: `${name}-${String(address.split(':').at(-1))}` },
    })),
  );

/** What kube-state-metrics would say: how many pods of each service there should be, which are those that were found. */
export const replicasText = (found: readonly Found[]): string =>
  [...Map.groupBy(found, ({ name }) => name)]
    .map(
      ([name, { length }]) =>
        `kube_deployment_spec_replicas{deployment="${name}",namespace="${NAMESPACE}"} ${length}\n`,
    )
    .join('');
