import { subjectWith } from '../../../fixtures/subject.ts';
import { networkPolicies } from './network-policies.ts';
import { PUBLIC_INTERNET } from './public-internet.ts';

const namespace = (name: string) => ({
  namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': name } },
});
const pods = (name: string) => ({ podSelector: { matchLabels: { 'app.kubernetes.io/name': name } } });
const tcp = (...ports: number[]) => ports.map((port) => ({ protocol: 'TCP', port }));

describe('the network of a service', () => {
  it('that calls nobody and is called by nobody is names, and monitoring', () => {
    const [policy, ...others] = networkPolicies(subjectWith());
    expect(others).toEqual([]);
    expect(policy?.spec).toEqual({
      ...pods('user-auth'),
      policyTypes: ['Ingress', 'Egress'],
      ingress: [{ from: [namespace('monitoring')], ports: tcp(9000) }],
      egress: [
        {
          to: [{ ...namespace('kube-system'), podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } } }],
          ports: [{ protocol: 'UDP', port: 53 }, ...tcp(53)],
        },
      ],
    });
  });

  it('lets the gateway in where the service is public, but not to the admin port', () => {
    const [policy] = networkPolicies(subjectWith({ exposure: 'public' }));
    expect(policy?.spec?.ingress).toContainEqual({ from: [namespace('gateway')], ports: tcp(3000) });
  });

  it('has the public internet where the service says so, on the ports of the web', () => {
    const [policy] = networkPolicies(subjectWith({ egress: { internet: true } }));
    expect(policy?.spec?.egress).toContainEqual({
      to: PUBLIC_INTERNET.map((ipBlock) => ({ ipBlock })),
      ports: tcp(80, 443),
    });
  });

  it('opens both ends of a call to another service', () => {
    const [policy, letIn] = networkPolicies(subjectWith({ egress: { services: ['link-preview'] } }));
    expect(policy?.spec?.egress).toContainEqual({
      to: [{ ...namespace('shop-staging'), ...pods('link-preview') }],
      ports: tcp(3000),
    });
    expect(letIn).toMatchObject({
      metadata: { name: 'user-auth-to-link-preview', namespace: 'shop-staging' },
      spec: {
        ...pods('link-preview'),
        policyTypes: ['Ingress'],
        ingress: [{ from: [pods('user-auth')], ports: tcp(3000) }],
      },
    });
  });

  it('opens both ends of a call to Redis in its namespace', () => {
    const [policy, letIn] = networkPolicies(subjectWith({ egress: { redis: true } }));
    expect(policy?.spec?.egress).toContainEqual({
      to: [{ ...namespace('shop-staging'), ...pods('redis') }],
      ports: tcp(6379),
    });
    expect(letIn?.spec).toMatchObject({
      ...pods('redis'),
      ingress: [{ from: [pods('user-auth')], ports: tcp(6379) }],
    });
  });

  it('opens its own end of a call to Redis in a namespace of others', () => {
    const subject = subjectWith({ egress: { redis: true } });
    const redis = { namespace: 'databases', labels: { app: 'redis' } };
    const [policy, ...others] = networkPolicies({ ...subject, where: { ...subject.where, redis } });
    expect(policy?.spec?.egress).toContainEqual({
      to: [{ ...namespace('databases'), podSelector: { matchLabels: { app: 'redis' } } }],
      ports: tcp(6379),
    });
    expect(others).toEqual([]);
  });

  it('has the Prometheus of its environment where there is one, and the service says so', () => {
    const subject = subjectWith({ egress: { prometheus: true } });
    const ask = { to: [{ ...namespace('monitoring'), ...pods('prometheus') }], ports: tcp(9090) };
    const [policy, ...others] = networkPolicies(subject);
    expect(policy?.spec?.egress).toContainEqual(ask);
    expect(others).toEqual([]);
    const { prometheus: _, ...where } = subject.where;
    expect(networkPolicies({ ...subject, where })[0]?.spec?.egress).not.toContainEqual(ask);
  });

  it.each([
    ['http://prometheus.monitoring', 80],
    ['https://prometheus.monitoring/base', 443],
  ])('asks Prometheus at %s on port %s', (prometheus, port) => {
    const subject = subjectWith({ egress: { prometheus: true } });
    const [policy] = networkPolicies({ ...subject, where: { ...subject.where, prometheus } });
    expect(policy?.spec?.egress?.at(-1)?.ports).toEqual(tcp(port));
  });

  it('has the addresses that the service names, and the API server where it may do something there', () => {
    const rules = [{ group: '', resources: ['pods'], verbs: ['list' as const] }];
    const permissions = { environments: 'own' as const, rules };
    const [policy] = networkPolicies(subjectWith({ egress: { addresses: ['registry'] }, permissions }));
    expect(policy?.spec?.egress?.slice(1)).toEqual([
      { to: [{ ipBlock: { cidr: '10.1.0.0/16' } }], ports: tcp(443, 5000) },
      { to: [{ ipBlock: { cidr: '10.0.0.1/32' } }, { ipBlock: { cidr: 'fd00::1/128' } }], ports: tcp(6443) },
    ]);
  });

  it('says which address is missing in the environment', () => {
    expect(() => networkPolicies(subjectWith({ egress: { addresses: ['mail'] } }))).toThrow(
      'k8s/platform.yaml: environments.staging.addresses.mail is missing, which apps/user-auth/service.yaml calls. ' +
        'Wanted: its blocks of addresses and its ports, such as { cidrs: [10.0.0.1/32], ports: [6443] }.',
    );
  });
});
