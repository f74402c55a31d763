import { DeployError } from '../deploy-error.ts';
import { whyOf } from '../why-of.ts';
import { askAgain, PassingError } from './ask-again.ts';
import type { Cluster, Listed, Selection, Stored, WatchEvent } from './cluster.ts';
import { ClusterError, isGone } from './cluster-error.ts';
import { KINDS, pathOf } from './kinds.ts';
import { createKnownKinds } from './known-kinds.ts';
import type { Call, Connection, Reply } from './open-connection.ts';
import { readLines } from './read-lines.ts';
import { send } from './send.ts';

/** Who set what, in the cluster's own book: https://kubernetes.io/docs/reference/using-api/server-side-apply/#managers. */
export const FIELD_MANAGER = 'exemplar-deploy';

/** A watch is ended after so long, and begun again: a connection that only seems to be open is not believed for long. Seconds. */
const WATCH_SECONDS = 20;
/** Where the cluster does not end it, it is ended from here, so much later. */
const WATCH_GRACE_MS = 3000;

export interface ClusterOptions {
  /** For people. */
  readonly name: string;
  /** How long a call may take in all, in milliseconds. */
  readonly askMs: number;
}

type Asked = Omit<Call, 'signal'>;

type Ask = (call: Asked) => Promise<Reply>;

/** What is asked of a cluster, over a connection. */
export function openCluster(connection: Connection, options: ClusterOptions): Cluster {
  const known = createKnownKinds();
  const over = (signal: AbortSignal | undefined): Cluster => {
    const ask: Ask = (call) =>
      askAgain((ends) => send(connection, { ...call, signal: ends }), { withinMs: options.askMs, signal }).catch(
        (error: unknown) => {
          throw told(error, options.name);
        },
      );
    return { ...callsOf(ask), ...known(json(ask)), watch: watchOver(connection), until: over };
  };
  return over(undefined);
}

/** What a caller is told of what did not pass in time. */
function told(error: unknown, name: string): unknown {
  if (!(error instanceof PassingError)) return error;
  const message = `The cluster of ${name} does not answer: ${whyOf(error)}. Try again when it does.`;
  return new DeployError('cluster-unreachable', message, { cause: error });
}

const json =
  (ask: Ask) =>
  async <T>(call: Asked): Promise<T> =>
    JSON.parse(await (await ask(call)).text()) as T;

const orNull = (error: unknown): null => {
  if (isGone(error)) return null;
  throw error;
};

function callsOf(ask: Ask): Omit<Cluster, 'watch' | 'until' | 'kindOf' | 'minorVersion'> {
  const read = json(ask);
  const manager = `fieldManager=${FIELD_MANAGER}`;
  return {
    get: <T extends Stored>(...[kind, namespace, name]: Parameters<Cluster['get']>) =>
      read<T>({ method: 'GET', path: pathOf(kind, namespace, name) }).catch(orNull),
    list: async (kind, namespace, selection = {}) =>
      listedFrom(await read({ method: 'GET', path: `${pathOf(kind, namespace)}?${queryOf(selection)}` })),
    create: (kind, namespace, body) => read({ method: 'POST', path: `${pathOf(kind, namespace)}?${manager}`, body }),
    replace: (kind, namespace, body) =>
      read({ method: 'PUT', path: `${pathOf(kind, namespace, body.metadata.name)}?${manager}`, body }),
    mergePatch: async (kind, namespace, name, body, by = FIELD_MANAGER) => {
      const path = `${pathOf(kind, namespace, name)}?fieldManager=${by}`;
      await ask({ method: 'PATCH', path, body, contentType: 'application/merge-patch+json' });
    },
    apply: (kind, namespace, body) => {
      const path = `${pathOf(kind, namespace, body.metadata?.name)}?${manager}&force=true`;
      return read({ method: 'PATCH', path, body, contentType: 'application/apply-patch+yaml' });
    },
    remove: async (kind, namespace, name) => {
      await ask({ method: 'DELETE', path: `${pathOf(kind, namespace, name)}?propagationPolicy=Background` }).catch(
        orNull,
      );
    },
    podLog: async (namespace, pod, { container, lines, previous = false }) => {
      const query = new URLSearchParams({ container, tailLines: String(lines), previous: String(previous) });
      const path = `${pathOf(KINDS.pod, namespace, pod)}/log?${query.toString()}`;
      const text = await (await ask({ method: 'GET', path })).text();
      return text
        .trimEnd()
        .split('\n')
        .filter((line) => line !== '');
    },
  };
}

interface RawList<T> {
  readonly items: readonly T[];
  readonly metadata: { readonly resourceVersion: string };
}

const listedFrom = <T>({ items, metadata }: RawList<T>): Listed<T> => ({
  items,
  resourceVersion: metadata.resourceVersion,
});

const selectorOf = (pairs: Readonly<Record<string, string>>): string =>
  Object.entries(pairs)
    .map(([key, value]) => `${key}=${value}`)
    .join(',');

const queryOf = ({ labels = {}, fields = {} }: Selection, more: Readonly<Record<string, string>> = {}): string =>
  new URLSearchParams({ labelSelector: selectorOf(labels), fieldSelector: selectorOf(fields), ...more }).toString();

/** A watch is not repeated here: who watches has to list again first. */
const watchOver =
  (connection: Connection): Cluster['watch'] =>
  <T extends Stored>(...[kind, namespace, { from, signal, ...selection }]: Parameters<Cluster['watch']>) => {
    const path = `${pathOf(kind, namespace)}?${queryOf(selection, { ...WATCH, resourceVersion: from })}`;
    return watchEvents<T>(connection, path, signal);
  };

async function* watchEvents<T>(
  connection: Connection,
  path: string,
  signal: AbortSignal,
): AsyncGenerator<WatchEvent<T>> {
  const ends = AbortSignal.any([signal, AbortSignal.timeout(WATCH_SECONDS * 1000 + WATCH_GRACE_MS)]);
  const stream = (await send(connection, { method: 'GET', path, signal: ends })).stream();
  if (stream === null) return;
  for await (const line of readLines(stream)) {
    const { type, object } = JSON.parse(line) as WatchEvent<T> | WatchFailure;
    if (type === 'ERROR') throw new ClusterError(object.code, object.reason, object.message);
    yield { type, object };
  }
}

const WATCH = { watch: 'true', timeoutSeconds: String(WATCH_SECONDS), allowWatchBookmarks: 'true' };

interface WatchFailure {
  readonly type: 'ERROR';
  readonly object: { readonly code: number; readonly reason: string; readonly message: string };
}
