import type { IPodDisruptionBudget } from 'kubernetes-models/policy/v1/PodDisruptionBudget';

import type { Subject } from '../subject.ts';
import { metadataOf, selectorOf } from './metadata.ts';

/**
 * Lets operators empty nodes, one pod of a service at a time. `minAvailable` would never let go of the only one. Pods that
 * are not ready hold nobody up.
 */
export const disruptionBudget = (subject: Subject): IPodDisruptionBudget => ({
  apiVersion: 'policy/v1',
  kind: 'PodDisruptionBudget',
  metadata: metadataOf(subject),
  spec: {
    selector: { matchLabels: { ...selectorOf(subject) } },
    maxUnavailable: 1,
    unhealthyPodEvictionPolicy: 'AlwaysAllow',
  },
});
