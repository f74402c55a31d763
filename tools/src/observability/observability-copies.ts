import { format } from 'prettier';

import { listServices } from '../descriptor/list-services.ts';
import { readPlatform } from '../descriptor/read-platform.ts';
import { manifestText } from '../manifests/manifest-text.ts';
import type { Copies, Copy } from '../sync/copy.ts';
import { deploysDashboard } from './dashboards/deploys-dashboard.ts';
import type { Dashboard } from './dashboards/frame.ts';
import { overviewDashboard } from './dashboards/overview-dashboard.ts';
import { serviceDashboard } from './dashboards/service-dashboard.ts';
import { FOLDER, rulesCopy } from './rules/rules-copy.ts';
import { subjectOf } from './subject.ts';

/** The alerts and dashboards of all services, and what has `kubectl apply -k` take them. */
export const observabilityCopies: Copies = {
  what: 'the alerts and dashboards',
  owns: (path) => path.startsWith(`${FOLDER}/`),
  make: async (files) => {
    const platform = readPlatform(files);
    const subjects = listServices(files).map((service) => subjectOf(service, platform, files));
    const dashboards = {
      ...Object.fromEntries(subjects.map((subject) => [subject.service.name, serviceDashboard(subject)])),
      overview: overviewDashboard(platform),
      deploys: deploysDashboard(platform),
    };
    return [
      ...subjects.map(rulesCopy),
      ...(await Promise.all(Object.entries(dashboards).map(([name, dashboard]) => dashboardCopy(name, dashboard)))),
      kustomizationCopy(
        subjects.map(({ service }) => service.name),
        Object.keys(dashboards),
      ),
    ];
  },
};

const dashboardCopy = async (name: string, dashboard: Dashboard): Promise<Copy> => ({
  path: `${FOLDER}/${name}.dashboard.json`,
  text: await format(JSON.stringify(dashboard, null, 2), { parser: 'json', printWidth: 120 }),
});

/** Grafana's sidecar takes every ConfigMap with this label: https://github.com/grafana/helm-charts, `sidecar.dashboards.label`. */
const FOUND_BY_GRAFANA = { grafana_dashboard: '1' };

function kustomizationCopy(services: readonly string[], dashboards: readonly string[]): Copy {
  const kustomization = {
    apiVersion: 'kustomize.config.k8s.io/v1beta1',
    kind: 'Kustomization',
    resources: services.map((name) => `${name}.rules.yaml`),
    configMapGenerator: dashboards.map((name) => ({
      name: `dashboard-${name}`,
      files: [`${name}.dashboard.json`],
      options: { labels: FOUND_BY_GRAFANA, disableNameSuffixHash: true },
    })),
  };
  return {
    path: `${FOLDER}/kustomization.yaml`,
    text: manifestText(
      [kustomization],
      'Made by `npx nx sync` from the services in apps/: change what it is made from.',
    ),
  };
}
