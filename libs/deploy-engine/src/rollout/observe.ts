import type { Cluster } from '../cluster/cluster.ts';
import { KINDS } from '../cluster/kinds.ts';
import { createMirror } from '../cluster/mirror.ts';
import type { ClusterEvent, Deployment, Pod, ReplicaSet } from '../cluster/objects.ts';
import { type RolloutState, rolloutState } from './rollout-state.ts';

/** A Deployment and what belongs to it. */
export interface Observed {
  readonly cluster: Cluster;
  readonly namespace: string;
  readonly name: string;
}

export interface Observation {
  /** How far it is now; null where nothing is known yet, or the Deployment is not there. */
  state(): RolloutState | null;
  /** Why the cluster could not be asked the last time; null where it could. */
  readonly error: unknown;
  /** Resolves when something is new, or the time is over. */
  changed(withinMs: number): Promise<void>;
  /** What the cluster said of a pod, oldest first; nothing where it does not say. */
  events(pod: Pod): Promise<readonly ClusterEvent[]>;
}

/** The labels by which a Deployment of a service here selects its pods. */
export const selectorOf = (service: string, instance: string): Readonly<Record<string, string>> => ({
  'app.kubernetes.io/name': service,
  'app.kubernetes.io/instance': instance,
});

/** Watches a Deployment, its ReplicaSets and its pods until the signal ends it. */
export function observe(
  { cluster, namespace, name }: Observed,
  labels: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Observation {
  let error: unknown = null;
  let wake: (() => void) | undefined;
  const shared = {
    namespace,
    signal,
    onChange: () => {
      error = null;
      wake?.();
    },
    onError: (why: unknown) => {
      error = why;
      wake?.();
    },
  };
  const deployments = createMirror<Deployment>(cluster, {
    ...shared,
    kind: KINDS.deployment,
    fields: { 'metadata.name': name },
  });
  const replicaSets = createMirror<ReplicaSet>(cluster, { ...shared, kind: KINDS.replicaSet, labels });
  const pods = createMirror<Pod>(cluster, { ...shared, kind: KINDS.pod, labels });
  return {
    state: () => {
      const [deployment] = deployments.items();
      if (deployment === undefined || !replicaSets.filled || !pods.filled) return null;
      return rolloutState(deployment, replicaSets.items(), pods.items());
    },
    get error() {
      return error;
    },
    changed: (withinMs) =>
      new Promise((resolve) => {
        const done = (): void => {
          clearTimeout(timer);
          signal.removeEventListener('abort', done);
          resolve();
        };
        const timer = setTimeout(done, withinMs);
        signal.addEventListener('abort', done);
        wake = done;
      }),
    events: keptFor(EVENTS_KEPT_MS, (pod) => eventsOf(cluster, namespace, pod)),
  };
}

/** The cluster is not asked more often than this, whatever else is new. Milliseconds. */
const EVENTS_KEPT_MS = 1000;

async function eventsOf(cluster: Cluster, namespace: string, pod: string): Promise<readonly ClusterEvent[]> {
  const fields = { 'involvedObject.kind': 'Pod', 'involvedObject.name': pod };
  // They only make a sentence better.
  const listed = await cluster.list<ClusterEvent>(KINDS.event, namespace, { fields }).catch(() => ({ items: [] }));
  return [...listed.items].toSorted((a, b) => timeOf(a).localeCompare(timeOf(b)));
}

function keptFor(keptMs: number, ask: (pod: string) => Promise<readonly ClusterEvent[]>): Observation['events'] {
  const kept = new Map<string, { readonly at: number; readonly answer: Promise<readonly ClusterEvent[]> }>();
  return ({ metadata: { name } }) => {
    const known = kept.get(name);
    const now = performance.now();
    if (known !== undefined && now - known.at < keptMs) return known.answer;
    const answer = ask(name);
    kept.set(name, { at: now, answer });
    return answer;
  };
}

/** The kubelet counts what happens again, and says when it did last. */
const timeOf = ({ lastTimestamp }: ClusterEvent): string => String(lastTimestamp);
