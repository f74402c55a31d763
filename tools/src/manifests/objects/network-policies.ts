import type { INetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicy';
import type { INetworkPolicyEgressRule } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicyEgressRule';
import type { INetworkPolicyPeer } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicyPeer';
import type { INetworkPolicyPort } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicyPort';

import type { Subject } from '../subject.ts';
import { addressesOf } from './addresses.ts';
import { metadataOf, podsOf } from './metadata.ts';
import { PORTS } from './ports.ts';
import { PUBLIC_INTERNET } from './public-internet.ts';
import { reachOf } from './reach.ts';

const WEB_PORTS = [80, 443];
const REDIS_PORT = 6379;
/** As the Prometheus operator, and the charts in use, label them. */
export const PROMETHEUS_PODS = { 'app.kubernetes.io/name': 'prometheus' };
const DEFAULT_PORTS: Readonly<Record<string, number>> = { 'http:': 80, 'https:': 443 };

const tcp = (port: number): INetworkPolicyPort => ({ protocol: 'TCP', port });
function portOf(url: string): number {
  const { port, protocol } = new URL(url);
  return Number(port || DEFAULT_PORTS[protocol]);
}

/** Kubernetes labels every namespace with its name. */
const namespace = (name: string): INetworkPolicyPeer => ({
  namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': name } },
});
const pods = (labels: Readonly<Record<string, string>>): INetworkPolicyPeer => ({
  podSelector: { matchLabels: { ...labels } },
});

const DNS: INetworkPolicyEgressRule = {
  to: [{ ...namespace('kube-system'), ...pods({ 'k8s-app': 'kube-dns' }) }],
  ports: [{ protocol: 'UDP', port: 53 }, tcp(53)],
};

/** The Prometheus of where a service is, and of where it may act; each once. */
function prometheusOf({ service, where, ...at }: Subject) {
  if (!service.egress.prometheus) return [];
  const environments = [...new Set([where, ...reachOf({ service, ...at }).values()])];
  const found = environments.flatMap(({ prometheus, monitoring }) =>
    prometheus === undefined
      ? []
      : [{ name: 'prometheus', labels: PROMETHEUS_PODS, namespace: monitoring, port: portOf(prometheus) }],
  );
  return [...new Map(found.map((one) => [`${one.namespace}:${one.port}`, one])).values()];
}

/** Whom a service may call in the cluster: its name for people, its pods, their namespace and port. */
function callees(subject: Subject) {
  const { service, where } = subject;
  const services = service.egress.services.map((name) => ({
    name,
    labels: podsOf(name),
    namespace: where.namespace,
    port: PORTS.http,
  }));
  return [
    ...services,
    ...(service.egress.redis ? [{ name: 'redis', ...where.redis, port: REDIS_PORT }] : []),
    ...prometheusOf(subject),
  ];
}

/** What may come in and go out of a service's pods. Everything else is denied: see `defaultDeny`. */
const ownPolicy = (subject: Subject): INetworkPolicy => {
  const { service, where } = subject;
  const gateway = { from: [namespace(where.gateway.namespace)], ports: [tcp(PORTS.http)] };
  const monitoring = { from: [namespace(where.monitoring)], ports: [tcp(PORTS.admin)] };
  const internet = { to: PUBLIC_INTERNET.map((ipBlock) => ({ ipBlock })), ports: WEB_PORTS.map(tcp) };
  const calls = callees(subject).map((callee) => ({
    to: [{ ...namespace(callee.namespace), ...pods(callee.labels) }],
    ports: [tcp(callee.port)],
  }));
  const addresses = addressesOf(subject).map(({ cidrs, ports }) => ({
    to: cidrs.map((cidr) => ({ ipBlock: { cidr } })),
    ports: ports.map(tcp),
  }));
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: metadataOf(subject),
    spec: {
      podSelector: { matchLabels: { ...podsOf(service.name) } },
      policyTypes: ['Ingress', 'Egress'],
      ingress: [...(service.exposure === 'public' ? [gateway] : []), monitoring],
      egress: [DNS, ...calls, ...addresses, ...(service.egress.internet ? [internet] : [])],
    },
  };
};

/**
 * Lets the service in where it calls. It comes with the caller, and goes with it: to allow a call, one service is deployed, not
 * two. What stands in another namespace is let in by those whose that is.
 */
const letIn = (subject: Subject): readonly INetworkPolicy[] =>
  callees(subject)
    .filter((callee) => callee.namespace === subject.where.namespace)
    .map(({ name, labels, port }) => ({
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { ...metadataOf(subject), name: `${subject.service.name}-to-${name}` },
      spec: {
        podSelector: { matchLabels: { ...labels } },
        policyTypes: ['Ingress'],
        ingress: [{ from: [pods(podsOf(subject.service.name))], ports: [tcp(port)] }],
      },
    }));

/** What of the network a service gets. */
export const networkPolicies = (subject: Subject): readonly INetworkPolicy[] => [ownPolicy(subject), ...letIn(subject)];

/** What a namespace starts from: no pod may call or be called. */
export const defaultDeny = (name: string): INetworkPolicy => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name: 'default-deny', namespace: name },
  spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'] },
});
