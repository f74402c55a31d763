import { HttpMethod, IsomorphicFetchHttpLibrary, KubeConfig, RequestContext } from '@kubernetes/client-node';

import { DeployError } from '../deploy-error.ts';
import { didYouMean } from '../did-you-mean.ts';

export interface Call {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** With the query. */
  readonly path: string;
  readonly body?: unknown;
  readonly contentType?: string;
  readonly signal: AbortSignal;
}

export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  text(): Promise<string>;
  /** The body as it comes; null where there is none. */
  stream(): AsyncIterable<Uint8Array> | null;
}

/** Sends a call to a cluster, once. */
export type Connection = (call: Call) => Promise<Reply>;

export interface ConnectionOptions {
  /** A file; otherwise `KUBECONFIG`, the home folder's, or the pod's service account. */
  readonly kubeconfig?: string | undefined;
  /** One of the file's contexts, or its current one. */
  readonly context?: string | undefined;
}

/**
 * The way to a cluster: addresses, certificates, tokens and login plugins are as in every kubeconfig.
 *
 * The calls themselves are plain, for the client's models drop the fields that they do not know yet.
 *
 * The kubeconfig is read when it is first needed, so that one cluster that cannot be reached is in the way of no other: its calls
 * throw DeployError `cluster-unreachable` where the kubeconfig has no such context, or cannot be read.
 */
export function openConnection(options: ConnectionOptions): Connection {
  const http = new IsomorphicFetchHttpLibrary();
  let loaded: KubeConfig | undefined;
  return async ({ method, path, body, contentType = 'application/json', signal }) => {
    const config = (loaded ??= loadConfig(options));
    const request = new RequestContext(serverOf(config) + path, HttpMethod[method]);
    request.setHeaderParam('accept', 'application/json');
    if (body !== undefined) {
      request.setHeaderParam('content-type', contentType);
      request.setBody(JSON.stringify(body));
    }
    request.setSignal(signal);
    await config.applySecurityAuthentication(request);
    const reply = await http.send(request).toPromise();
    return {
      status: reply.httpStatusCode,
      headers: reply.headers,
      text: () => reply.body.text(),
      stream: () => reply.body.stream(),
    };
  };
}

function serverOf(config: KubeConfig): string {
  const cluster = config.getCurrentCluster();
  if (cluster !== null) return cluster.server;
  throw new DeployError('cluster-unreachable', 'The kubeconfig has no current context: name the one that is meant.');
}

function loadConfig({ kubeconfig, context }: ConnectionOptions): KubeConfig {
  const config = new KubeConfig();
  try {
    if (kubeconfig === undefined) config.loadFromDefault();
    else config.loadFromFile(kubeconfig);
  } catch (cause) {
    const message = `The kubeconfig cannot be read: ${(cause as Error).message}`;
    throw new DeployError('cluster-unreachable', message, { cause });
  }
  if (context !== undefined) {
    const names = config.getContexts().map(({ name }) => name);
    if (!names.includes(context)) {
      const message = `The kubeconfig has no context "${context}".${didYouMean(context, names)}`;
      throw new DeployError('cluster-unreachable', message);
    }
    config.setCurrentContext(context);
  }
  return config;
}
