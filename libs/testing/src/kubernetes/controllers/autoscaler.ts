import type { Store } from '../store.ts';
import { writeReplicas } from './controller-writes.ts';

/** Keeps Deployments within their HorizontalPodAutoscaler's bounds; there is no load that would move them within. One of 0 replicas is left alone. */
export function syncAutoscalers(store: Store): void {
  for (const { metadata, spec } of store.of('HorizontalPodAutoscaler')) {
    const { name } = spec.scaleTargetRef;
    const target = store.of('Deployment', metadata.namespace).find((deployment) => deployment.metadata.name === name);
    if (!target || target.spec.replicas === 0) continue;
    const replicas = Math.max(spec.minReplicas ?? 1, Math.min(spec.maxReplicas, target.spec.replicas));
    if (replicas !== target.spec.replicas) writeReplicas(store, target, replicas);
  }
}
