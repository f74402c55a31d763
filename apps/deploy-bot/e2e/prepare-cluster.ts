import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { kubectl } from './kubectl.ts';

const MARK = 'dev.exemplar/throwaway';
const ENVIRONMENTS = ['staging', 'production'];
const WORKSPACE = fileURLToPath(new URL('../../..', import.meta.url));

export const namespaceOf = (environment: string): string => `exemplar-${environment}`;

/**
 * Makes both environments anew in a cluster that may be thrown away: their namespaces, without anything in them; what the service's
 * pods want; the HTTPRoute's kind, where the cluster has no Gateway API; and who deploys, with nothing but its rights.
 *
 * @throws Error where `KUBECONFIG` is not set, or a namespace is there that these suites did not make
 */
export function prepareCluster(): void {
  if (process.env.KUBECONFIG === undefined) {
    throw new Error('KUBECONFIG is not set: it has to lead to a cluster that may be thrown away.');
  }
  for (const environment of ENVIRONMENTS) refuseOthers(namespaceOf(environment));
  const namespaces = [...ENVIRONMENTS.map(namespaceOf), 'gateway'];
  kubectl(['delete', 'namespace', '--ignore-not-found', '--wait', ...namespaces]);
  kubectl(['create', 'namespace', 'gateway']);
  knowHttpRoutes();
  for (const environment of ENVIRONMENTS) {
    kubectl([
      'apply',
      '--server-side',
      '--force-conflicts',
      '--filename',
      `${WORKSPACE}/k8s/${environment}/environment.yaml`,
    ]);
    kubectl(['label', 'namespace', namespaceOf(environment), `${MARK}=true`]);
    // There is no Redis: that costs hits, and no answer.
    const values = ['--from-literal=API_KEYS=', '--from-literal=REDIS_URL=redis://127.0.0.1:6379'];
    const secret = ['create', 'secret', 'generic', 'metadata-scraper', ...values];
    kubectl([...secret, '--namespace', namespaceOf(environment)]);
  }
  kubectl(['label', 'namespace', 'gateway', `${MARK}=true`]);
  grantRights();
}

/** A namespace of that name in a real cluster is somebody's. */
function refuseOthers(namespace: string): void {
  const found = kubectl([
    'get',
    'namespace',
    namespace,
    '--ignore-not-found',
    '--output',
    `jsonpath={.metadata.labels}`,
  ]);
  if (found !== '' && !found.includes(MARK)) {
    throw new Error(
      `The cluster has a namespace ${namespace} that these suites did not make, and they would delete it. ` +
        `Is it a cluster that may be thrown away? Then: kubectl label namespace ${namespace} ${MARK}=true`,
    );
  }
}

/** Without the Gateway API's own definitions, one that takes whatever it is given: nothing routes here, the weights are read. */
function knowHttpRoutes(): void {
  if (kubectl(['api-versions']).includes('gateway.networking.k8s.io/v1')) return;
  kubectl(['apply', '--filename', fileURLToPath(new URL('http-route-crd.yaml', import.meta.url))]);
  kubectl(['wait', '--for=condition=Established', 'crd/httproutes.gateway.networking.k8s.io', '--timeout=30s']);
}

/** The service account, roles and bindings of the bot in production, as they are committed; not the bot itself. */
function grantRights(): void {
  for (const environment of ENVIRONMENTS) {
    const rendered = readFileSync(`${WORKSPACE}/k8s/${environment}/deploy-bot.yaml`, 'utf8').split(/^---$/m);
    const rights = rendered.filter((part) => /^kind: (?:ServiceAccount|Role|RoleBinding)$/m.test(part));
    kubectl(['apply', '--filename=-'], rights.join('---'));
  }
}
