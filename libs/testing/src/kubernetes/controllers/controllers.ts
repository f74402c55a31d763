import { createKubelet } from '../kubelet/kubelet.ts';
import type { PodRule } from '../kubelet/pod-rule.ts';
import type { PodLogs } from '../pod-logs.ts';
import type { Store } from '../store.ts';
import { syncAutoscalers } from './autoscaler.ts';
import { collectGarbage } from './collect-garbage.ts';
import { createDeploymentController } from './deployment-controller.ts';
import { createReplicaSetController } from './replica-set-controller.ts';

export interface Surroundings {
  readonly store: Store;
  readonly logs: PodLogs;
  readonly rules: readonly PodRule[];
}

/** All that lives in a cluster beside its API server. */
export function createControllers(surroundings: Surroundings): { readonly tick: () => void } {
  const { store } = surroundings;
  const kubelet = createKubelet(surroundings);
  const deployments = createDeploymentController(store);
  const replicaSets = createReplicaSetController({ ...surroundings, kubelet });
  /** What changes for one changes something for the next: twice a second suffices for a step of a rollout. */
  const tick = (): void => {
    syncAutoscalers(store);
    deployments.sync();
    replicaSets.sync();
    kubelet.step();
    replicaSets.sync();
    deployments.age();
    deployments.sync();
    collectGarbage(store);
  };
  return { tick };
}
