import type { Service } from '../../descriptor/service-schema.ts';
import type { Alert } from './alert.ts';
import { ofContainer, ofService, series } from './series.ts';

/** The alerts that tell that pods are not there, or do not stay. */
export const healthAlerts = ({ name }: Service): readonly Alert[] => [
  {
    alert: 'TargetAbsent',
    urgency: 'page',
    // asked of Kubernetes which environments have the service: `absent()` would have to know them
    expr:
      `sum by (namespace) (${series('kube_deployment_spec_replicas', `deployment="${name}"`)}) > 0 ` +
      `unless on (namespace) sum by (namespace) (${series('up', ofService(name))}) > 0`,
    for: '2m',
    summary: `No pod of ${name} in {{ $labels.namespace }} answers Prometheus: there should be {{ $value }}.`,
    description: 'The service is down, or Prometheus cannot reach it: then no other alert of the service can fire.',
  },
  {
    alert: 'CrashLoop',
    urgency: 'ticket',
    expr: `sum by (namespace, pod) (increase(${series('kube_pod_container_status_restarts_total', ofContainer(name))}[30m])) >= 3`,
    summary: `{{ $labels.pod }} of ${name} in {{ $labels.namespace }} ended {{ $value | printf "%.0f" }} times within 30 minutes.`,
    description: 'A container that ends again and again is started later and later. The other pods carry its load.',
  },
];
