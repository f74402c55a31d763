import type { IPrometheusRule } from '@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1/PrometheusRule';

import { partOf } from '../../manifests/objects/metadata.ts';
import type { Subject } from '../subject.ts';
import { type Alert, alertRule } from './alert.ts';
import { burnRateAlerts } from './burn-rate-alerts.ts';
import { dependencyAlerts } from './dependency-alerts.ts';
import { healthAlerts } from './health-alerts.ts';
import { recordingRules } from './recording-rules.ts';
import { saturationAlerts } from './saturation-alerts.ts';

const INTERVAL = '30s';

/** Every alert of a service. */
export const alertsOf = ({ service, hasSharedCache }: Subject): readonly Alert[] => [
  ...burnRateAlerts(service),
  ...healthAlerts(service),
  ...saturationAlerts(service),
  ...dependencyAlerts(service, hasSharedCache),
];

/** What Prometheus is told of a service: one object serves every environment, as series have the namespace they come from. */
export const prometheusRule = (subject: Subject) =>
  ({
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PrometheusRule',
    metadata: {
      name: subject.service.name,
      labels: {
        'app.kubernetes.io/name': subject.service.name,
        'app.kubernetes.io/part-of': partOf(subject.platform.repository),
        'app.kubernetes.io/managed-by': 'nx',
        owner: subject.service.owner,
        tier: String(subject.service.tier),
      },
    },
    spec: {
      groups: [
        { name: `${subject.service.name}.recording`, interval: INTERVAL, rules: [...recordingRules(subject.service)] },
        {
          name: `${subject.service.name}.alerts`,
          interval: INTERVAL,
          rules: alertsOf(subject).map((alert) => alertRule(alert, subject.service, subject.platform)),
        },
      ],
    },
  }) satisfies IPrometheusRule;
