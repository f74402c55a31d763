import { EventEmitter } from 'node:events';
import { isDeepStrictEqual } from 'node:util';

import type { KubeObject, Stored } from './kube-object.ts';
import { type Resource, resourceOf } from './resources.ts';
import type { ObjectOf } from './workloads.ts';

export interface StoreEvent {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED';
  readonly resource: Resource;
  readonly object: Stored;
  /** What it was before, for watches whose selector it left or entered. */
  readonly before?: Stored;
  readonly version: number;
}

/** The objects of a cluster and what became of them: what etcd is to an API server. Objects in it never change; they are replaced. */
export interface Store {
  /** The version of the latest write. */
  readonly version: number;
  /** The version of the oldest write that is still told of. */
  readonly oldest: number;
  get(resource: Resource, namespace: string | undefined, name: string): Stored | undefined;
  list(resource: Resource, namespace?: string): readonly Stored[];
  /** Everything, of all resources. */
  all(): readonly (readonly [Resource, Stored])[];
  /** Adds an object or replaces it; nothing is written, and no version made, where nothing changes. */
  write(resource: Resource, object: Stored): Stored;
  remove(resource: Resource, object: Stored): Stored;
  since(version: number): readonly StoreEvent[];
  /** Forgets what came before now. */
  compact(): void;
  /** @returns what ends it */
  subscribe(listener: (event: StoreEvent) => void): () => void;
  /** The objects of a kind that is known here. */
  of<Kind extends string>(kind: Kind, namespace?: string): readonly Stored<ObjectOf<Kind>>[];
}

const keyOf = (resource: Resource, namespace: string | undefined, name: string): string =>
  `${resource.apiVersion}/${resource.plural}/${namespace ?? ''}/${name}`;

export function createStore(): Store {
  const objects = new Map<string, readonly [Resource, Stored]>();
  const history: StoreEvent[] = [];
  const changes = new EventEmitter().setMaxListeners(0);
  let [version, oldest] = [1, 1];

  const next = (object: Stored): Stored => {
    version++;
    return { ...object, metadata: { ...object.metadata, resourceVersion: String(version) } };
  };
  const tell = (event: Omit<StoreEvent, 'version'>): Stored => {
    const told = { ...event, version };
    history.push(told);
    changes.emit('change', told);
    return event.object;
  };
  return {
    get version() {
      return version;
    },
    get oldest() {
      return oldest;
    },
    ...reading(objects),
    write: (resource, object) => {
      const key = keyOf(resource, object.metadata.namespace, object.metadata.name);
      const before = objects.get(key)?.[1];
      if (before && isDeepStrictEqual(before, object)) return before;
      const after = next(object);
      objects.set(key, [resource, after]);
      return tell({ type: before ? 'MODIFIED' : 'ADDED', resource, object: after, ...(before && { before }) });
    },
    remove: (resource, object) => {
      objects.delete(keyOf(resource, object.metadata.namespace, object.metadata.name));
      return tell({ type: 'DELETED', resource, object: next(object), before: object });
    },
    since: (from) => history.filter((event) => event.version > from),
    compact: () => {
      history.length = 0;
      oldest = version;
    },
    subscribe: (listener) => {
      changes.on('change', listener);
      return () => changes.off('change', listener);
    },
  };
}

function reading(
  objects: ReadonlyMap<string, readonly [Resource, Stored]>,
): Pick<Store, 'get' | 'list' | 'all' | 'of'> {
  const list = (resource: Resource, namespace?: string): readonly Stored[] =>
    [...objects.values()]
      .filter(([{ kind, group }]) => kind === resource.kind && group === resource.group)
      .map(([, object]) => object)
      .filter(({ metadata }) => namespace === undefined || metadata.namespace === namespace)
      .sort((one, other) => (placeOf(one) < placeOf(other) ? -1 : 1));
  return {
    get: (resource, namespace, name) => objects.get(keyOf(resource, namespace, name))?.[1],
    list,
    all: () => [...objects.values()],
    of: <Kind extends string>(kind: Kind, namespace?: string) =>
      // What a client wrote of a kind is taken for one: an API server would check it.
      list(resourceOf(kind), namespace) as readonly KubeObject[] as readonly Stored<ObjectOf<Kind>>[],
  };
}

const placeOf = ({ metadata }: Stored): string => `${String(metadata.namespace)}/${metadata.name}`;
