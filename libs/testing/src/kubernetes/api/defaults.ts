import { mergeFields } from '../fields/apply-fields.ts';
import type { Fields } from '../fields/json.ts';
import type { KubeObject } from '../kube-object.ts';

const ROLLING = { type: 'RollingUpdate', rollingUpdate: { maxSurge: '25%', maxUnavailable: '25%' } };

/** What an API server adds to an object where nobody says otherwise, as far as somebody here looks at it. */
const DEFAULTS: Readonly<Record<string, (object: KubeObject) => Fields>> = {
  Deployment: ({ spec }) => ({
    spec: {
      replicas: 1,
      progressDeadlineSeconds: 600,
      revisionHistoryLimit: 10,
      ...((spec as { strategy?: { type?: string } }).strategy?.type !== 'Recreate' && { strategy: ROLLING }),
    },
  }),
  ReplicaSet: () => ({ spec: { replicas: 1 } }),
  Namespace: () => ({ status: { phase: 'Active' } }),
  Pod: () => ({ status: { phase: 'Pending' } }),
};

export function withDefaults(object: KubeObject): KubeObject {
  const defaults = DEFAULTS[object.kind]?.(object);
  return defaults === undefined ? object : (mergeFields(defaults, object) as KubeObject);
}
