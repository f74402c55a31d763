import { setTimeout as sleep } from 'node:timers/promises';

import type { Cluster, Selection, Stored } from './cluster.ts';
import type { Kind } from './kinds.ts';

/** The objects of a kind as they are in the cluster, kept up to date. */
export interface Mirror<T extends Stored> {
  /** In the order of their names; none before the first list has come. */
  items(): readonly T[];
  /** Whether the first list has come. */
  readonly filled: boolean;
}

export interface MirrorOptions extends Selection {
  readonly kind: Kind;
  readonly namespace: string;
  /** Ends it. */
  readonly signal: AbortSignal;
  /** Is called whenever something is new. */
  readonly onChange: () => void;
  /** Is told why the cluster cannot be asked; it goes on being asked. */
  readonly onError: (error: unknown) => void;
}

/** Between the end of a watch and the next list: a watch that ends at once must not turn into a flood. Milliseconds. */
const PAUSE_MS = 50;
const PAUSE_AFTER_ERROR_MS = 500;

/**
 * Keeps the objects of a kind as the cluster has them: lists them, watches from there, and lists again when the watch ends, breaks
 * or has expired (410).
 */
export function createMirror<T extends Stored>(cluster: Cluster, options: MirrorOptions): Mirror<T> {
  const { kind, namespace, signal, onChange, onError, ...selection } = options;
  let objects: ReadonlyMap<string, T> | null = null;
  const set = (next: ReadonlyMap<string, T>): void => {
    objects = next;
    onChange();
  };

  const listAndWatch = async (): Promise<void> => {
    const { items, resourceVersion } = await cluster.list<T>(kind, namespace, selection);
    const known = new Map(items.map((item) => [item.metadata.name, item]));
    set(known);
    for await (const { type, object } of cluster.watch<T>(kind, namespace, {
      ...selection,
      from: resourceVersion,
      signal,
    })) {
      if (type === 'BOOKMARK') continue;
      if (type === 'DELETED') known.delete(object.metadata.name);
      else known.set(object.metadata.name, object);
      set(known);
    }
  };
  const keep = async (): Promise<void> => {
    while (!signal.aborted) {
      const pauseMs = await listAndWatch().then(
        () => PAUSE_MS,
        (error: unknown) => {
          if (!signal.aborted) onError(error);
          return PAUSE_AFTER_ERROR_MS;
        },
      );
      await sleep(pauseMs, undefined, { signal }).catch(() => undefined);
    }
  };
  void keep();
  return {
    items: () => [...(objects?.values() ?? [])].toSorted((a, b) => a.metadata.name.localeCompare(b.metadata.name)),
    get filled() {
      return objects !== null;
    },
  };
}
