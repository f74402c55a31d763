import { createFeed } from '../feed.ts';
import { type Door, openDoor } from '../open-door.ts';
import { type KubeRequest, serveApi } from './api/serve-api.ts';
import { type ClusterHand, createHand } from './cluster-hand.ts';
import { createControllers } from './controllers/controllers.ts';
import { createKnobs, type Knobs } from './knobs.ts';
import { kubeconfigFor, writeKubeconfig } from './kubeconfig.ts';
import type { PodRule } from './kubelet/pod-rule.ts';
import { createPodLogs } from './pod-logs.ts';
import { RESOURCES } from './resources.ts';
import { createStore } from './store.ts';
import { createWatches, type WatchKnobs } from './watches.ts';

export interface FakeClusterOptions {
  /** Which there are; default `default`. */
  readonly namespaces?: readonly string[];
  /** Versions of APIs that this cluster does not have: `monitoring.coreos.com/v1`. */
  readonly without?: readonly string[];
  /** Of Kubernetes 1; default `32`. */
  readonly minor?: string;
  /** How long a second of the cluster's life lasts, in ms; default 5. 0: it stands still until `tick()` is called. */
  readonly tickMs?: number;
  /** What pods do, later rules first; what no rule is for comes up. */
  readonly pods?: readonly PodRule[];
  /** Default 0: any that is free. */
  readonly port?: number;
}

export interface FakeCluster extends Knobs, WatchKnobs, Door, ClusterHand, AsyncDisposable {
  /** YAML. */
  readonly kubeconfig: string;
  /** A file with it, which is there until the cluster is closed. */
  readonly kubeconfigFile: string;
  /** What was asked so far. */
  readonly requests: readonly KubeRequest[];
  /** How many watches are open. */
  readonly watches: number;
  /** Adds a rule of what pods do, which goes before those there are. */
  behaves(rule: PodRule): void;
  /** Lets seconds of the cluster's life pass, at once: whatever its controllers and kubelets do in each is done. */
  tick(times?: number): void;
  /** Waits for the first request, past or to come, that the predicate takes. */
  waitForRequest(matches: (request: KubeRequest) => boolean, timeoutMs?: number): Promise<KubeRequest>;
  /** Ends it; may be called again. */
  close(): Promise<void>;
}

/**
 * Starts an API server of Kubernetes on the loopback address, over controllers and kubelets that do what real ones do.
 *
 * @throws what listening fails with
 */
export async function startFakeCluster(options: FakeClusterOptions = {}): Promise<FakeCluster> {
  const { namespaces = ['default'], without = [], minor = '32', tickMs = 5, pods = [], port } = options;
  const [store, logs, knobs] = [createStore(), createPodLogs(), createKnobs()];
  const hand = createHand(store, logs);
  const rules: PodRule[] = [...pods];
  const controllers = createControllers({ store, logs, rules });
  const watches = createWatches(store);
  const feed = createFeed<KubeRequest>('a request');
  for (const name of namespaces) hand.put({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } });

  const resources = RESOURCES.filter(({ apiVersion }) => !without.includes(apiVersion));
  const { hindrance } = knobs;
  const onWatch = watches.add;
  const listener = serveApi({ store, logs, resources, version: { minor }, hindrance, record: feed.push, onWatch });
  const door = await openDoor(listener, port);
  const config = writeKubeconfig(kubeconfigFor(door.url, namespaces.slice(0, 1).join()));
  const timer = tickMs > 0 ? setInterval(controllers.tick, tickMs) : undefined;
  const close = async (): Promise<void> => {
    clearInterval(timer);
    config.remove();
    await door.gone();
  };
  return {
    ...knobs,
    ...hand,
    ...door,
    ...watches.knobs,
    kubeconfig: config.text,
    kubeconfigFile: config.file,
    requests: feed.items,
    get watches() {
      return watches.open.size;
    },
    behaves: (rule) => rules.unshift(rule),
    tick: (times = 1) => {
      for (let left = times; left > 0; left--) controllers.tick();
    },
    waitForRequest: (matches, timeoutMs) => feed.first(matches, timeoutMs),
    close,
    [Symbol.asyncDispose]: close,
  };
}
