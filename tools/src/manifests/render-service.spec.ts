import type { IHTTPRoute } from '@kubernetes-models/gateway-api/gateway.networking.k8s.io/v1/HTTPRoute';
import type { IDeployment } from 'kubernetes-models/apps/v1/Deployment';
import type { IHorizontalPodAutoscaler } from 'kubernetes-models/autoscaling/v2/HorizontalPodAutoscaler';
import type { IService } from 'kubernetes-models/v1/Service';

import type { KubernetesObject } from '@exemplar/deploy-engine/registry';

import { PLATFORM, serviceWith } from '../../fixtures/subject.ts';
import { renderCanary } from './render-canary.ts';
import { renderEnvironment } from './render-environment.ts';
import { renderService } from './render-service.ts';

const RELEASE = { version: '2026.11.23-1a2b3c4d', commit: '1a2b3c4d', cause: 'Keeps sessions for a day' };

/** The object of that kind and name. */
const find = <T extends KubernetesObject>(objects: readonly KubernetesObject[], kind: T['kind'], name: string): T => {
  const found = objects.find((object) => object.kind === kind && object.metadata?.name === name);
  if (found === undefined) throw new Error(`No ${kind} ${name}`);
  return found as T;
};

describe('renderService', () => {
  const internal = renderService(serviceWith(), 'staging', PLATFORM);
  const released = renderService(serviceWith({ exposure: 'public' }), 'staging', PLATFORM, RELEASE);

  it('puts what pods need before the pods', () => {
    expect(internal.map(({ kind }) => kind)).toEqual([
      'ServiceAccount',
      'ConfigMap',
      'NetworkPolicy',
      'Service',
      'Deployment',
      'HorizontalPodAutoscaler',
      'PodDisruptionBudget',
      'PodMonitor',
    ]);
  });

  it('puts every object into the namespace of the environment', () => {
    expect(new Set(released.map(({ metadata }) => metadata?.namespace))).toEqual(new Set(['shop-staging']));
  });

  it('gives a public service a route to its stable pods, and a place for canaries in it', () => {
    expect(released.map(({ kind }) => kind).slice(-2)).toEqual(['Service', 'HTTPRoute']);
    expect(find<IHTTPRoute>(released, 'HTTPRoute', 'user-auth').spec).toMatchObject({
      parentRefs: [{ name: 'public', namespace: 'gateway' }],
      hostnames: ['user-auth.staging.shop.test'],
      rules: [
        {
          backendRefs: [
            { name: 'user-auth', port: 80, weight: 100 },
            { name: 'user-auth-canary', port: 80, weight: 0 },
          ],
        },
      ],
    });
  });

  it('moves requests of what was there before to it, share by share, by a route of their own', () => {
    const from = { service: 'monolith', namespace: 'legacy', port: 8080 };
    const takesOver = { hostname: 'www.shop.test', path: '/login', from, percent: { staging: 10 } };
    const service = serviceWith({ exposure: 'public', takesOver });
    const route = find<IHTTPRoute>(renderService(service, 'staging', PLATFORM), 'HTTPRoute', 'user-auth-takeover');
    expect(route.spec).toMatchObject({
      hostnames: ['www.shop.test'],
      rules: [
        {
          matches: [{ path: { type: 'PathPrefix', value: '/login' } }],
          backendRefs: [
            { name: 'user-auth', port: 80, weight: 10 },
            { name: 'monolith', namespace: 'legacy', port: 8080, weight: 90 },
          ],
        },
      ],
    });
  });

  it.each([
    { percent: { production: 10 }, hostname: 'www.shop.test' },
    { percent: 10, hostname: { production: 'www.shop.test' } },
  ])('moves nothing to it in an environment that is not said: %j', (moves) => {
    const from = { service: 'monolith', namespace: 'legacy', port: 8080 };
    const service = serviceWith({ exposure: 'public', takesOver: { path: '/login', from, ...moves } });
    const routes = renderService(service, 'staging', PLATFORM).filter(({ kind }) => kind === 'HTTPRoute');
    expect(routes.map(({ metadata }) => metadata?.name)).toEqual(['user-auth']);
  });

  it('tells of a release in the tag of the image, in labels and in the history', () => {
    const { metadata, spec } = find<IDeployment>(released, 'Deployment', 'user-auth');
    expect(metadata).toMatchObject({
      labels: { 'app.kubernetes.io/version': RELEASE.version, 'app.kubernetes.io/part-of': 'shop', owner: 'identity' },
      annotations: { version: RELEASE.version, commit: '1a2b3c4d', 'kubernetes.io/change-cause': RELEASE.cause },
    });
    expect(spec?.template.spec?.containers).toMatchObject([
      { image: `registry.test/shop/user-auth:${RELEASE.version}`, imagePullPolicy: 'IfNotPresent' },
    ]);
  });

  it('takes the newest image of the main branch where nothing is released', () => {
    const { spec } = find<IDeployment>(internal, 'Deployment', 'user-auth');
    expect(spec?.template.spec?.containers).toMatchObject([
      { image: 'registry.test/shop/user-auth:main', imagePullPolicy: 'Always' },
    ]);
  });

  it('selects pods by what never changes', () => {
    const selectorOf = (objects: readonly KubernetesObject[]) =>
      find<IDeployment>(objects, 'Deployment', 'user-auth').spec?.selector.matchLabels;
    expect(selectorOf(released)).toEqual(selectorOf(internal));
    expect(selectorOf(released)).toEqual({
      'app.kubernetes.io/name': 'user-auth',
      'app.kubernetes.io/instance': 'user-auth',
    });
  });

  it('has no more pods than the environment allows', () => {
    const { spec } = find<IHorizontalPodAutoscaler>(internal, 'HorizontalPodAutoscaler', 'user-auth');
    expect(spec).toMatchObject({ minReplicas: 2, maxReplicas: 3 });
  });

  it('refers to secrets and never holds one', () => {
    const objects = renderService(serviceWith({ secrets: ['TOKEN'] }), 'staging', PLATFORM);
    expect(
      find<IDeployment>(objects, 'Deployment', 'user-auth').spec?.template.spec?.containers[0]?.env,
    ).toContainEqual({ name: 'TOKEN', valueFrom: { secretKeyRef: { name: 'user-auth', key: 'TOKEN' } } });
    expect(objects.map(({ kind }) => kind)).not.toContain('Secret');
  });

  it('names the environments that there are where it is asked for another', () => {
    expect(() => renderService(serviceWith(), 'toString', PLATFORM)).toThrow(
      'There is no environment "toString" in k8s/platform.yaml. There are: staging.',
    );
  });
});

describe('renderCanary', () => {
  const service = serviceWith({ exposure: 'public', replicas: { min: 3, max: 10 } });
  const stable = renderService(service, 'staging', PLATFORM);
  const canary = renderCanary(service, 'staging', PLATFORM, RELEASE, 40);

  it('has as many pods as its share asks for, rounded up', () => {
    expect(find<IDeployment>(canary, 'Deployment', 'user-auth-canary').spec?.replicas).toBe(2);
  });

  it('shares the requests by the weights of the route', () => {
    const [rule] = find<IHTTPRoute>(canary, 'HTTPRoute', 'user-auth').spec.rules ?? [];
    expect(rule?.backendRefs?.map(({ name, weight }) => [name, weight])).toEqual([
      ['user-auth', 60],
      ['user-auth-canary', 40],
    ]);
  });

  it('has pods that its Service finds and the stable one does not', () => {
    const pod = find<IDeployment>(canary, 'Deployment', 'user-auth-canary').spec?.template.metadata?.labels;
    const selectorOf = (name: string) => find<IService>(stable, 'Service', name).spec?.selector;
    expect(pod).toMatchObject({ ...selectorOf('user-auth-canary') });
    expect(pod).not.toMatchObject({ ...selectorOf('user-auth') });
  });
});

describe('renderEnvironment', () => {
  it('holds all pods to the strictest standard, denies them all calls, and ranks them by tier', () => {
    const [namespace, deny, ...classes] = renderEnvironment('staging', PLATFORM, []);
    expect(namespace?.metadata).toMatchObject({
      name: 'shop-staging',
      labels: { 'pod-security.kubernetes.io/enforce': 'restricted' },
    });
    expect(deny).toMatchObject({ spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'] } });
    expect(classes).toMatchObject([
      { metadata: { name: 'shop-tier-1' }, value: 100_000 },
      { metadata: { name: 'shop-tier-2' }, value: 10_000 },
      { metadata: { name: 'shop-tier-3' }, value: 1000 },
    ]);
  });
});
