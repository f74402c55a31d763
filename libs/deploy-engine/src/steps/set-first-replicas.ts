import { KINDS } from '../cluster/kinds.ts';
import type { KubernetesObject } from '../kubernetes-object.ts';
import type { Job } from './job.ts';

interface Autoscaler extends KubernetesObject {
  readonly spec?: { readonly minReplicas?: number };
}

/** Not the name that releases are applied in: a field that is applied once and then not again goes back to what it is by default. */
const SCALER = 'exemplar-deploy-scale';

/** Gives a service that is new to the cluster its least number of pods at once: else it waits for its autoscaler with a single one. */
export async function setFirstReplicas({ cluster, environment, record }: Job): Promise<void> {
  const objects = await environment.registry.manifests(record.to, environment.name);
  const autoscaler = objects.find(({ kind }) => kind === 'HorizontalPodAutoscaler') as Autoscaler | undefined;
  const replicas = autoscaler?.spec?.minReplicas;
  if (replicas === undefined) return;
  await cluster.mergePatch(KINDS.deployment, environment.namespace, record.to.service, { spec: { replicas } }, SCALER);
}
