import { createObject, deleteObject, replaceObject, type Write } from './api/write-object.ts';
import type { KubeObject, Stored } from './kube-object.ts';
import type { PodLogs } from './pod-logs.ts';
import { resourceOf } from './resources.ts';
import { notFound } from './status-error.ts';
import type { Store } from './store.ts';
import { timestamp } from './timestamp.ts';
import type { ObjectOf } from './workloads.ts';

/** How long a wait lasts unless told otherwise, in ms. */
const PATIENCE_MS = 10_000;

/** What a spec does to a cluster past its API: a look, a change by somebody else. Objects are named `namespace/name`, or `name` where there are no namespaces. */
export interface ClusterHand {
  get<Kind extends string>(kind: Kind, key: string): Stored<ObjectOf<Kind>> | undefined;
  /** @param namespace all, without */
  list<Kind extends string>(kind: Kind, namespace?: string): readonly Stored<ObjectOf<Kind>>[];
  /** Creates an object, or replaces it, status included. */
  put(object: KubeObject): Stored;
  /** @throws StatusError NotFound */
  change<Kind extends string>(kind: Kind, key: string, change: (object: Stored<ObjectOf<Kind>>) => object): Stored;
  /** @throws StatusError NotFound */
  remove(kind: string, key: string): void;
  /** What a pod's container printed; the first one's, unless it is named. */
  log(key: string, container?: string): readonly string[];
  /**
   * Waits until an object is as wanted.
   *
   * @throws an Error that shows the object, after `timeoutMs`: 10 s unless told otherwise
   */
  waitFor<Kind extends string>(
    kind: Kind,
    key: string,
    wanted: (object: Stored<ObjectOf<Kind>>) => boolean,
    timeoutMs?: number,
  ): Promise<Stored<ObjectOf<Kind>>>;
}

export function createHand(store: Store, logs: PodLogs): ClusterHand {
  const get = <Kind extends string>(kind: Kind, key: string): Stored<ObjectOf<Kind>> | undefined => {
    const slash = key.indexOf('/');
    const [namespace, name] = [slash < 0 ? undefined : key.slice(0, slash), key.slice(slash + 1)];
    return store.of(kind, namespace).find(({ metadata }) => metadata.name === name);
  };
  const known = <Kind extends string>(kind: Kind, key: string): Stored<ObjectOf<Kind>> => {
    const object = get(kind, key);
    if (object === undefined) throw notFound(resourceOf(kind), key);
    return object;
  };
  const put = (object: KubeObject): Stored => {
    const write = writeBy(store, object.kind);
    const { metadata, kind } = object;
    const key = [metadata.namespace, metadata.name].filter(Boolean).join('/');
    const written = get(kind, key) ? replaceObject(write, object) : createObject(write, object);
    return 'status' in object ? store.write(write.resource, { ...written, status: object.status }) : written;
  };
  return {
    get,
    list: (kind, namespace) => store.of(kind, namespace),
    put,
    change: (kind, key, change) => put(change(known(kind, key)) as KubeObject),
    remove: (kind, key) => {
      deleteObject(writeBy(store, kind), known(kind, key), {});
    },
    log: (key, container) => {
      const pod = known('Pod', key);
      return logs.read(pod.metadata.uid, container ?? String(pod.spec.containers[0]?.name), 0) ?? [];
    },
    waitFor: (kind, key, wanted, timeoutMs = PATIENCE_MS) =>
      waitUntil(
        store,
        () => {
          const object = get(kind, key);
          return object !== undefined && wanted(object) ? object : undefined;
        },
        () => new Error(`${kind} ${key} is not as wanted after ${timeoutMs} ms: ${JSON.stringify(get(kind, key))}`),
        timeoutMs,
      ),
  };
}

function waitUntil<T>(store: Store, find: () => T | undefined, late: () => Error, timeoutMs: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const look = (): void => {
      const found = find();
      if (found === undefined) return;
      end();
      resolve(found);
    };
    const unsubscribe = store.subscribe(look);
    const timer = setTimeout(() => {
      end();
      reject(late());
    }, timeoutMs);
    const end = (): void => {
      unsubscribe();
      clearTimeout(timer);
    };
    look();
  });
}

const writeBy = (store: Store, kind: string): Write => ({
  store,
  resource: resourceOf(kind),
  writer: { manager: 'somebody', force: false, time: timestamp() },
  dryRun: false,
});
