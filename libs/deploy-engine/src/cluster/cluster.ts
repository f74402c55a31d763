import type { KubernetesObject } from '../kubernetes-object.ts';
import type { Kind } from './kinds.ts';

/** An object as a cluster has it. */
export interface Stored extends KubernetesObject {
  readonly metadata: KubernetesObject['metadata'] & {
    readonly name: string;
    readonly namespace?: string;
    readonly uid?: string;
    readonly resourceVersion?: string;
    readonly generation?: number;
    readonly creationTimestamp?: string;
    readonly deletionTimestamp?: string;
  };
}

export interface Selection {
  /** Equal ones. */
  readonly labels?: Readonly<Record<string, string>>;
  readonly fields?: Readonly<Record<string, string>>;
}

export interface Listed<T> {
  readonly items: readonly T[];
  /** From which can be watched on. */
  readonly resourceVersion: string;
}

export interface WatchEvent<T> {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED' | 'BOOKMARK';
  readonly object: T;
}

export interface PodLogQuery {
  readonly container: string;
  readonly lines: number;
  /** Of the run before the one of now. */
  readonly previous?: boolean;
}

/** A part of an object that is written: JSON merge patch, RFC 7386. */
export type MergePatch = Readonly<Record<string, unknown>>;

/**
 * A cluster, as far as deploys go.
 *
 * All calls are repeated for a while where that helps. They throw DeployError `cluster-unreachable` and `cluster-denied`, and
 * ClusterError for other answers that are failures.
 */
export interface Cluster {
  /** null where there is none. */
  get<T extends Stored>(kind: Kind, namespace: string, name: string): Promise<T | null>;
  list<T extends Stored>(kind: Kind, namespace: string, selection?: Selection): Promise<Listed<T>>;
  create<T extends Stored>(kind: Kind, namespace: string, object: T): Promise<T>;
  /** Takes the object's resourceVersion for a condition: a conflict where it has changed since. */
  replace<T extends Stored>(kind: Kind, namespace: string, object: T): Promise<T>;
  mergePatch(kind: Kind, namespace: string, name: string, patch: MergePatch, manager?: string): Promise<void>;
  /** Server-side apply, in the engine's name; what others set in the same fields is overwritten. */
  apply(kind: Kind, namespace: string, object: KubernetesObject): Promise<Stored>;
  /** Nothing happens where there is none. */
  remove(kind: Kind, namespace: string, name: string): Promise<void>;
  /** What becomes of the objects, until the cluster ends it or the signal does. Throws ClusterError 410 where the version is too old. */
  watch<T extends Stored>(
    kind: Kind,
    namespace: string,
    options: Selection & { readonly from: string; readonly signal: AbortSignal },
  ): AsyncGenerator<WatchEvent<T>>;
  /** A pod's last lines. */
  podLog(namespace: string, pod: string, query: PodLogQuery): Promise<readonly string[]>;
  /** The kind as the cluster knows it; null where it does not. */
  kindOf(object: KubernetesObject): Promise<Kind | null>;
  /** Of Kubernetes 1: `32`. */
  minorVersion(): Promise<number>;
  /** The same cluster, whose calls end with the signal. */
  until(signal: AbortSignal): Cluster;
}
