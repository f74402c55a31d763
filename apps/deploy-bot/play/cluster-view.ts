import type { ContainerStatus, FakeCluster, Pod } from '@exemplar/testing/kubernetes';

import type { PageDeployment, PageEnvironment, PagePod } from './wire.ts';

const VERSION = 'app.kubernetes.io/version';
const INSTANCE = 'app.kubernetes.io/instance';

/** What a cluster does right now, as far as people watch it. */
export const viewCluster = (
  cluster: FakeCluster,
  environments: Readonly<Record<string, { readonly namespace: string }>>,
): readonly PageEnvironment[] =>
  Object.entries(environments).map(([name, { namespace }]) => ({
    name,
    deployments: deploymentsIn(cluster, namespace),
  }));

const deploymentsIn = (cluster: FakeCluster, namespace: string): readonly PageDeployment[] =>
  cluster.list('Deployment', namespace).map(({ metadata, spec }) => ({
    name: metadata.name,
    version: metadata.labels?.[VERSION] ?? '',
    wanted: spec.replicas,
    pods: cluster
      .list('Pod', namespace)
      .filter((pod) => pod.metadata.labels?.[INSTANCE] === metadata.labels?.[INSTANCE])
      .map(podOf),
  }));

function podOf({ metadata, status }: Pod): PagePod {
  const [container] = status.containerStatuses ?? [];
  const isEnding = metadata.deletionTimestamp !== undefined;
  return {
    name: metadata.name.slice(metadata.name.lastIndexOf('-') + 1),
    version: metadata.labels?.[VERSION] ?? '',
    state: isEnding ? 'ending' : stateOf(status, container),
    isReady: !isEnding && container?.ready === true,
    restarts: container?.restartCount ?? 0,
  };
}

function stateOf({ phase }: Pod['status'], container: ContainerStatus | undefined): string {
  const { waiting, terminated } = container?.state ?? {};
  return waiting?.reason ?? terminated?.reason ?? phase.toLowerCase();
}
