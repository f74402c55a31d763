import type { KubeObject, Stored } from '../kube-object.ts';
import { badRequest } from '../status-error.ts';

interface Scaled {
  readonly spec?: {
    readonly replicas?: number;
    readonly selector?: { readonly matchLabels?: Readonly<Record<string, string>> };
  };
  readonly status?: { readonly replicas?: number };
}

/** The `scale` of an object that has replicas. */
export function scaleOf(object: Stored): KubeObject {
  const { spec, status } = object as Scaled;
  const { name, namespace, uid, resourceVersion, creationTimestamp } = object.metadata;
  const selector = Object.entries(spec?.selector?.matchLabels ?? {}).map(([key, value]) => `${key}=${value}`);
  return {
    kind: 'Scale',
    apiVersion: 'autoscaling/v1',
    metadata: { name, namespace: String(namespace), uid, resourceVersion, creationTimestamp },
    spec: { replicas: spec?.replicas ?? 0 },
    status: { replicas: status?.replicas ?? 0, selector: selector.join(',') },
  };
}

/**
 * The object, with as many replicas as its scale says.
 *
 * @throws StatusError BadRequest
 */
export function scaled(object: Stored, scale: unknown): KubeObject {
  const replicas = (scale as Scaled | undefined)?.spec?.replicas;
  if (typeof replicas !== 'number') throw badRequest('spec.replicas: Required value');
  return { ...object, spec: { ...(object.spec as object), replicas } };
}
