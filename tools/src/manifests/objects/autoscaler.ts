import type { IHorizontalPodAutoscaler } from 'kubernetes-models/autoscaling/v2/HorizontalPodAutoscaler';

import type { Subject } from '../subject.ts';
import { metadataOf, nameOf } from './metadata.ts';
import { replicasOf } from './replicas.ts';

/** Per cent of the CPU that pods asked for; the rest is for the minute until more of them are there. */
const UTILIZATION = 70;

/** How many pods there are: quickly more, and slowly fewer, as load that went away often comes back. */
export function autoscaler(subject: Subject): IHorizontalPodAutoscaler {
  const { min, max } = replicasOf(subject);
  return {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: metadataOf(subject),
    spec: {
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: nameOf(subject) },
      minReplicas: min,
      maxReplicas: max,
      metrics: [
        {
          type: 'Resource',
          resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: UTILIZATION } },
        },
      ],
      behavior: {
        scaleUp: { stabilizationWindowSeconds: 0, policies: [{ type: 'Percent', value: 100, periodSeconds: 15 }] },
        scaleDown: { stabilizationWindowSeconds: 300, policies: [{ type: 'Pods', value: 1, periodSeconds: 60 }] },
      },
    },
  };
}
