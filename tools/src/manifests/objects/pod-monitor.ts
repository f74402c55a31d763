import type { IPodMonitor } from '@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1/PodMonitor';

import type { Subject } from '../subject.ts';
import { metadataOf, podsOf } from './metadata.ts';

/**
 * What Prometheus reads: each pod's admin port, canaries too, without a Service in between. Series get the service's name as
 * `job`.
 */
export const podMonitor = (subject: Subject): IPodMonitor => ({
  apiVersion: 'monitoring.coreos.com/v1',
  kind: 'PodMonitor',
  metadata: metadataOf(subject),
  spec: {
    jobLabel: 'app.kubernetes.io/name',
    selector: { matchLabels: { ...podsOf(subject.service.name) } },
    podTargetLabels: ['app.kubernetes.io/instance', 'app.kubernetes.io/version'],
    podMetricsEndpoints: [{ port: 'admin', path: '/metrics', interval: '15s' }],
  },
});
