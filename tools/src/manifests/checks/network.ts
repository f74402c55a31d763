import { BlockList, isIP, isIPv6 } from 'node:net';

import type { Environment } from '../../descriptor/platform-schema.ts';
import { addressNames } from '../objects/addresses.ts';
import { podsOf } from '../objects/metadata.ts';
import { PROMETHEUS_PODS } from '../objects/network-policies.ts';
import { PORTS } from '../objects/ports.ts';
import type { Installation } from '../subject.ts';
import { holds } from './conditions.ts';
import { type Expectation, expectations } from './manifest-check.ts';
import { valuesAt } from './values-at.ts';

/** Addresses that nobody outside may make a service call: of each kind one, the clouds' metadata among them. */
const PRIVATE_ADDRESSES = [
  '0.0.0.0',
  '10.0.0.1',
  '100.64.0.1',
  '100.100.100.200',
  '127.0.0.1',
  '169.254.169.254',
  '172.16.0.1',
  '192.0.2.1',
  '192.168.0.1',
  '198.18.0.1',
  '224.0.0.1',
  '255.255.255.255',
  '::1',
  '::ffff:10.0.0.1',
  '64:ff9b::a00:1',
  '2001:db8::1',
  '2002:a00:1::1',
  'fc00::1',
  'fd00:ec2::254',
  'fe80::1',
  'ff02::1',
];
const WEB_PORTS: readonly unknown[] = [80, 443];
const BOTH = '["Ingress","Egress"]';

/** How many bits a prefix may have, by what `isIP` says; -1: none. */
const BITS = { 0: -1, 4: 32, 6: 128 } as const;

const family = (address: string) => (isIPv6(address) ? 'ipv6' : 'ipv4');

/** Whether an address is in one of the blocks (`10.0.0.0/8`) of a list. What is no block holds no address. */
function reaches(blocks: readonly unknown[], address: string): boolean {
  const list = new BlockList();
  for (const block of blocks) {
    const [, network = '', prefix = ''] = /^(.*)\/(\d+)$/.exec(String(block)) ?? [];
    if (Number(prefix) <= BITS[isIP(network) as keyof typeof BITS])
      list.addSubnet(network, Number(prefix), family(network));
  }
  return list.check(address, family(address));
}

function isPublicInternet(ipBlock: unknown): boolean {
  const inside = valuesAt(ipBlock, 'cidr');
  const outside = valuesAt(ipBlock, 'except.*');
  return PRIVATE_ADDRESSES.every((address) => !reaches(inside, address) || reaches(outside, address));
}

const inOwnPolicy = (expectation: Omit<Expectation, 'kind' | 'called'>): Expectation => ({
  kind: 'NetworkPolicy',
  called: ({ service }) => service.name,
  ...expectation,
});

/** The namespaces that are let in, with the port of each. */
const letIn = ({ service, where }: Installation): readonly (readonly [string, number])[] => [
  ...(service.exposure === 'public' ? [[where.gateway.namespace, PORTS.http] as const] : []),
  [where.monitoring, PORTS.admin],
];

const letsIn = (rule: unknown, namespace: string, port: number): boolean =>
  JSON.stringify(valuesAt(rule, 'ports.*.port')) === `[${port}]` &&
  valuesAt(rule, 'from.*').every((peer) =>
    holds({ 'kubernetes.io/metadata.name': namespace }, valuesAt(peer, 'namespaceSelector.matchLabels')[0]),
  );

const callees = ({ service, where }: Installation): readonly Readonly<Record<string, string>>[] => [
  ...service.egress.services.map(podsOf),
  ...(service.egress.redis ? [where.redis.labels] : []),
  ...(service.egress.prometheus ? [PROMETHEUS_PODS] : []),
];

/** An environment may be without Prometheus: whether it is called there, nobody has to be able to. */
const mustCall = (installation: Installation): readonly Readonly<Record<string, string>>[] =>
  callees(installation).filter((labels) => labels !== PROMETHEUS_PODS || installation.where.prometheus !== undefined);

/** What of the platform's addresses a service calls; those that the platform does not have cannot be in a manifest. */
const addresses = (installation: Installation): readonly Environment['addresses'][string][] =>
  addressNames(installation).flatMap((name) => installation.where.addresses[name] ?? []);

const blocksOf = (rule: unknown): readonly unknown[] =>
  valuesAt(rule, 'to.*.ipBlock').filter((block) => block !== undefined);

/** Whether a rule is that of an address: its blocks, its ports, and nothing else. */
const isOf = (rule: unknown, { cidrs, ports }: Environment['addresses'][string]): boolean =>
  JSON.stringify(blocksOf(rule)) === JSON.stringify(cidrs.map((cidr) => ({ cidr }))) &&
  JSON.stringify(valuesAt(rule, 'ports.*.port')) === JSON.stringify(ports);

const isNamed = (rule: unknown, installation: Installation): boolean =>
  addresses(installation).some((address) => isOf(rule, address));

/** What of a rule goes to addresses that service.yaml does not name. */
const unnamedBlocks = (rule: unknown, installation: Installation): readonly unknown[] =>
  isNamed(rule, installation) ? [] : blocksOf(rule);

/** Nothing comes in or goes out but what is named. */
export const network = expectations(6, [
  {
    name: 'is in a namespace where everything is denied that nobody allows',
    kind: 'NetworkPolicy',
    called: () => 'default-deny',
    at: 'spec',
    wanted: 'all pods, Ingress and Egress, no rules',
    right: (value) => JSON.stringify(value) === `{"podSelector":{},"policyTypes":${BOTH}}`,
  },
  inOwnPolicy({
    name: 'says of all its pods what comes in and goes out',
    at: 'spec',
    wanted: `the service's pods, ${BOTH}`,
    right: (value, { service }) =>
      valuesAt(value, 'podSelector').some((selector) =>
        holds(podsOf(service.name), valuesAt(selector, 'matchLabels')[0]),
      ) && JSON.stringify(valuesAt(value, 'policyTypes')[0]) === BOTH,
  }),
  inOwnPolicy({
    name: 'is reached from the gateway where it is public, and from monitoring',
    at: 'spec.ingress',
    wanted: 'a rule for each of these namespaces with its port, and no other',
    right: (value, installation) => {
      const [rules, wanted] = [valuesAt(value, '*'), letIn(installation)];
      return (
        rules.length === wanted.length &&
        wanted.every(([namespace, port]) => rules.some((rule) => letsIn(rule, namespace, port)))
      );
    },
  }),
  inOwnPolicy({
    name: 'may ask for names',
    at: 'spec.egress',
    wanted: 'port 53 of the cluster',
    right: (value) => valuesAt(value, '*.ports.*.port').includes(53),
  }),
  inOwnPolicy({
    name: 'may call whom it names',
    at: 'spec.egress',
    wanted: 'a rule for each of egress.services, and for Redis where egress.redis says so',
    right: (value, installation) =>
      mustCall(installation).every((labels) =>
        valuesAt(value, '*.to.*.podSelector.matchLabels').some((selected) => holds(labels, selected)),
      ),
  }),
  inOwnPolicy({
    name: 'may call nobody else in the cluster',
    at: 'spec.egress.*.to.*',
    wanted: 'DNS, and the pods of whom service.yaml names',
    right: (peer, installation) => {
      const [labels] = valuesAt(peer, 'podSelector.matchLabels');
      if (labels === undefined) return valuesAt(peer, 'ipBlock')[0] !== undefined;
      return [{ 'k8s-app': 'kube-dns' }, ...callees(installation)].some((callee) => holds(callee, labels));
    },
  }),
  inOwnPolicy({
    name: 'may call the addresses that it names',
    at: 'spec.egress',
    wanted:
      'a rule for each, with the blocks and ports that k8s/platform.yaml has; kubernetes where there are permissions',
    right: (value, installation) =>
      addresses(installation).every((address) => valuesAt(value, '*').some((rule) => isOf(rule, address))),
  }),
  inOwnPolicy({
    name: 'may call the internet only where it says so',
    at: 'spec.egress.*',
    wanted: 'blocks of addresses where egress.internet is true, else none but those that are named',
    right: (rule, installation) =>
      installation.service.egress.internet || unnamedBlocks(rule, installation).length === 0,
  }),
  inOwnPolicy({
    name: 'never calls a private address, nor a metadata service, that nobody named',
    at: 'spec.egress.*',
    wanted: 'blocks that leave them out',
    right: (rule, installation) => unnamedBlocks(rule, installation).every(isPublicInternet),
  }),
  inOwnPolicy({
    name: 'calls the internet on ports 80 and 443',
    at: 'spec.egress.*',
    wanted: 'these ports',
    right: (rule, installation) =>
      unnamedBlocks(rule, installation).length === 0 ||
      valuesAt(rule, 'ports.*.port').every((port) => WEB_PORTS.includes(port)),
  }),
]);
