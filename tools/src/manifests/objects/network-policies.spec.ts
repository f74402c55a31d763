import { subjectWith } from '../../../fixtures/subject.ts';
import { networkPolicies } from './network-policies.ts';
import { PUBLIC_INTERNET } from './public-internet.ts';

const namespace = (name: string) => ({
  namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': name } },
});
const pods = (name: string) => ({ podSelector: { matchLabels: { 'app.kubernetes.io/name': name } } });
const tcp = (...ports: number[]) => ports.map((port) => ({ protocol: 'TCP', port }));

const egress = { internet: false, redis: false, services: [] };

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
    const [policy] = networkPolicies(subjectWith({ egress: { ...egress, internet: true } }));
    expect(policy?.spec?.egress).toContainEqual({
      to: PUBLIC_INTERNET.map((ipBlock) => ({ ipBlock })),
      ports: tcp(80, 443),
    });
  });

  it('opens both ends of a call to another service', () => {
    const [policy, letIn] = networkPolicies(subjectWith({ egress: { ...egress, services: ['link-preview'] } }));
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
    const [policy, letIn] = networkPolicies(subjectWith({ egress: { ...egress, redis: true } }));
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
    const subject = subjectWith({ egress: { ...egress, redis: true } });
    const redis = { namespace: 'databases', labels: { app: 'redis' } };
    const [policy, ...others] = networkPolicies({ ...subject, where: { ...subject.where, redis } });
    expect(policy?.spec?.egress).toContainEqual({
      to: [{ ...namespace('databases'), podSelector: { matchLabels: { app: 'redis' } } }],
      ports: tcp(6379),
    });
    expect(others).toEqual([]);
  });
});
