import { join } from 'node:path';

import { type KubernetesObject, readManifests } from '@exemplar/deploy-engine/registry';

import { PLATFORM, serviceWith } from '../../../fixtures/subject.ts';
import { listServices } from '../../descriptor/list-services.ts';
import { readPlatform } from '../../descriptor/read-platform.ts';
import type { Service } from '../../descriptor/service-schema.ts';
import { filesOn } from '../../workspace/files.ts';
import { manifestText } from '../manifest-text.ts';
import { renderEnvironment } from '../render-environment.ts';
import { renderService } from '../render-service.ts';
import { checkManifests } from './check-manifests.ts';
import { manifestChecks } from './manifest-checks.ts';

const FILES = filesOn(join(import.meta.dirname, '../../../..'));

/** What stands in the files of a service and its environment. */
const objectsOf = (service: Service, environment = 'staging', platform = PLATFORM): readonly KubernetesObject[] =>
  readManifests(
    manifestText(
      [...renderEnvironment(environment, platform, [service]), ...renderService(service, environment, platform)],
      '',
    ),
  );

const problems = (
  objects: readonly KubernetesObject[],
  service: Service,
  environment = 'staging',
  platform = PLATFORM,
) =>
  checkManifests(objects, service, environment, platform).flatMap(({ name, problem }) =>
    problem === null ? [] : [{ name, problem }],
  );

const PUBLIC = serviceWith({
  exposure: 'public',
  egress: { internet: true, redis: true, services: ['link-preview'], prometheus: true, addresses: ['registry'] },
  secrets: ['TOKEN'],
  environment: { A: 'x' },
  files: [{ path: 'k8s/platform.yaml', text: 'a: 1\n' }],
  permissions: {
    environments: 'own',
    rules: [{ group: 'apps', resources: ['deployments'], verbs: ['get', 'patch'], names: ['link-preview'] }],
  },
  takesOver: {
    hostname: 'www.shop.test',
    path: '/login',
    from: { service: 'monolith', namespace: 'legacy', port: 8080 },
    percent: 10,
  },
});
const INTERNAL = serviceWith();

const platform = readPlatform(FILES);
const everywhere = listServices(FILES).flatMap((service) =>
  Object.keys(platform.environments).map((environment) => [service.name, environment, service] as const),
);

describe('the checks of manifests', () => {
  it.each(everywhere)('hold for %s in %s', (_, environment, service) => {
    expect(problems(objectsOf(service, environment, platform), service, environment, platform)).toEqual([]);
  });

  it('hold for a service that has everything, and for one that has nothing', () => {
    expect(problems(objectsOf(PUBLIC), PUBLIC)).toEqual([]);
    expect(problems(objectsOf(INTERNAL), INTERNAL)).toEqual([]);
  });

  it('leave out the addresses that the platform does not have', () => {
    const { egress, ...service } = PUBLIC;
    const other = { ...service, egress: { ...egress, addresses: ['registry', 'mail'] } };
    expect(problems(objectsOf(PUBLIC), other)).toEqual([]);
  });

  it('have names of their own, and are there for each row', () => {
    const names = manifestChecks.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect([...new Set(manifestChecks.map(({ row }) => row))]).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });

  it('say what is missing where there is nothing', () => {
    const [{ problem } = { problem: '' }] = problems([], PUBLIC);
    expect(problem).toBe('There is no Deployment. npx nx sync makes the manifests anew.');
    expect(problems([], PUBLIC).map((one) => one.problem)).toContain(
      'There is no NetworkPolicy user-auth. npx nx sync makes the manifests anew.',
    );
  });

  it('never fall over objects that are not as their schemas say', () => {
    for (const junk of [
      null,
      1,
      'text',
      [],
      {},
      { template: { spec: { containers: {} } }, egress: [{ to: [{ ipBlock: { cidr: 1 } }] }] },
    ]) {
      const objects = objectsOf(PUBLIC).map((object) => ({ ...object, metadata: undefined, spec: junk, data: junk }));
      expect(problems(objects as unknown as KubernetesObject[], PUBLIC).length).toBeGreaterThan(40);
    }
  });
});

/** Changes what stands at a path of the first object of a kind, or of that of a name; `undefined` takes it away. A `|` is a slash in a key. */
function change(objects: readonly KubernetesObject[], what: string, path: string, value: unknown): void {
  const [kind, name] = what.split(' ');
  const object = objects.find((one) => one.kind === kind && (name === undefined || one.metadata?.name === name));
  const keys = path.split('/').map((key) => key.replace('|', '/'));
  const last = keys.pop() ?? '';
  const parent = keys.reduce<unknown>((part, key) => (part as Record<string, unknown>)[key], object);
  (parent as Record<string, unknown>)[last] = value;
}

const POD = 'spec/template/spec';
const CONTAINER = `${POD}/containers/0`;
const OWN = 'NetworkPolicy user-auth';
const everyone = { ipBlock: { cidr: '0.0.0.0/0' } };

type Break = readonly [check: string, what: string, path: string, value: unknown];

/** For each check, something that breaks it. */
const BREAKS: readonly Break[] = [
  ['does not run as root', 'Deployment', `${POD}/securityContext/runAsNonRoot`, undefined],
  ['runs as a numeric user that is nobody on the node', 'Deployment', `${POD}/securityContext/runAsUser`, 1000],
  [
    'makes only the system calls that the runtime allows',
    'Deployment',
    `${POD}/securityContext/seccompProfile/type`,
    'Unconfined',
  ],
  ['cannot gain privileges', 'Deployment', `${CONTAINER}/securityContext/allowPrivilegeEscalation`, undefined],
  ['has no capabilities', 'Deployment', `${CONTAINER}/securityContext/capabilities/add`, ['NET_ADMIN']],
  ['has a read-only root file system', 'Deployment', `${CONTAINER}/securityContext/readOnlyRootFilesystem`, false],
  ['may write to /tmp, up to a limit', 'Deployment', `${POD}/volumes/0/emptyDir`, {}],
  ['may write to /tmp, up to a limit', 'Deployment', `${CONTAINER}/volumeMounts/0/mountPath`, '/var/tmp'],
  [
    'is in a namespace that takes only restricted pods',
    'Namespace',
    'metadata/labels/pod-security.kubernetes.io|enforce',
    'baseline',
  ],
  ['has an account of its own', 'Deployment', `${POD}/serviceAccountName`, 'default'],
  ['has an account that exists', 'ServiceAccount', 'metadata/name', 'other'],
  ['is not given a token by its account', 'ServiceAccount', 'automountServiceAccountToken', undefined],
  ['does not ask for a token', 'Deployment', `${POD}/automountServiceAccountToken`, true],
  [
    'has a token only where it may do something in Kubernetes',
    'Deployment',
    `${POD}/volumes/2/projected/sources/0`,
    { serviceAccountToken: { path: 'token' } },
  ],
  [
    'has a token only where it may do something in Kubernetes',
    'Deployment',
    `${CONTAINER}/volumeMounts/2/readOnly`,
    undefined,
  ],
  ['may do in Kubernetes what it says, and no more', 'Role user-auth', 'rules/0/verbs/2', 'delete'],
  ['may do in Kubernetes what it says, and no more', 'Role user-auth', 'rules/0/resourceNames', undefined],
  ['may do in Kubernetes what it says, and no more', 'Role user-auth', 'kind', 'ClusterRole'],
  ['may do in Kubernetes what it says, and no more', 'Role user-auth', 'metadata/name', 'everything'],
  ['may do in Kubernetes what it says, and no more', 'Role user-auth', 'metadata/labels', {}],
  ['may do in Kubernetes what it says, and no more', 'RoleBinding user-auth', 'subjects/0/namespace', 'other'],
  ['may do in Kubernetes what it says, and no more', 'RoleBinding user-auth', 'roleRef/name', 'admin'],
  ['asks for cpu, memory and storage', 'Deployment', `${CONTAINER}/resources/requests/ephemeral-storage`, undefined],
  ['has limits of cpu, memory and storage', 'Deployment', `${CONTAINER}/resources/limits/cpu`, undefined],
  ['limits its heap well below its memory', 'Deployment', `${CONTAINER}/env/0/value`, '--max-old-space-size=250'],
  ['limits its heap well below its memory', 'Deployment', `${CONTAINER}/env/0/value`, '--max-old-space-size=64'],
  ["has its tier's priority", 'Deployment', `${POD}/priorityClassName`, 'shop-tier-1'],
  ["has a class for its tier's priority", 'PriorityClass shop-tier-2', 'value', 0],
  ['has a startup probe on the admin port', 'Deployment', `${CONTAINER}/startupProbe`, undefined],
  ['has a readiness probe on the admin port', 'Deployment', `${CONTAINER}/readinessProbe/httpGet/port`, 'http'],
  ['has a liveness probe on the admin port', 'Deployment', `${CONTAINER}/livenessProbe/httpGet/path`, '/readyz'],
  [
    'is asked every second whether it has started, from the first second',
    'Deployment',
    `${CONTAINER}/startupProbe/initialDelaySeconds`,
    10,
  ],
  ['is asked every few seconds whether it is ready', 'Deployment', `${CONTAINER}/readinessProbe/periodSeconds`, 10],
  ['is rolled out step by step', 'Deployment', 'spec/strategy/type', 'Recreate'],
  ['loses no pod before a new one is there', 'Deployment', 'spec/strategy/rollingUpdate/maxUnavailable', 1],
  ['may have more pods during a rollout', 'Deployment', 'spec/strategy/rollingUpdate/maxSurge', '0%'],
  ['has a rollout that fails within a minute', 'Deployment', 'spec/progressDeadlineSeconds', 600],
  ['has to stay ready for a moment to count', 'Deployment', 'spec/minReadySeconds', 0],
  ['can go back to versions before', 'Deployment', 'spec/revisionHistoryLimit', 0],
  [
    'takes requests until balancers know that it ends',
    'Deployment',
    `${CONTAINER}/lifecycle/preStop`,
    { exec: { command: ['sleep', '5'] } },
  ],
  ['is not killed while it drains', 'Deployment', `${POD}/terminationGracePeriodSeconds`, 30],
  ['is scaled by its load', 'HorizontalPodAutoscaler', 'apiVersion', 'autoscaling/v2beta2'],
  ['has an autoscaler that finds it', 'HorizontalPodAutoscaler', 'spec/scaleTargetRef/name', 'other'],
  ['has as few and as many pods as it says', 'HorizontalPodAutoscaler', 'spec/maxReplicas', 4],
  ['is scaled down slowly', 'HorizontalPodAutoscaler', 'spec/behavior/scaleDown', undefined],
  ['leaves the number of pods to the autoscaler', 'Deployment', 'spec/replicas', 2],
  ['lets nodes be emptied, a pod at a time', 'PodDisruptionBudget', 'spec/maxUnavailable', 0],
  ['is spread over topology.kubernetes.io/zone', 'Deployment', `${POD}/topologySpreadConstraints/0`, {}],
  ['is spread over kubernetes.io/hostname', 'Deployment', `${POD}/topologySpreadConstraints`, []],
  [
    'is in a namespace where everything is denied that nobody allows',
    'NetworkPolicy default-deny',
    'spec/policyTypes',
    ['Ingress'],
  ],
  ['says of all its pods what comes in and goes out', OWN, 'spec/policyTypes', ['Ingress']],
  ['says of all its pods what comes in and goes out', OWN, 'spec/podSelector/matchLabels', { app: 'other' }],
  ['is reached from the gateway where it is public, and from monitoring', OWN, 'spec/ingress/0/from', undefined],
  ['is reached from the gateway where it is public, and from monitoring', OWN, 'spec/ingress/0/ports/0/port', 9000],
  ['is reached from the gateway where it is public, and from monitoring', OWN, 'spec/ingress/2', {}],
  ['may ask for names', OWN, 'spec/egress/0/ports', []],
  ['may call whom it names', OWN, 'spec/egress/2/to/0/podSelector/matchLabels', { app: 'other' }],
  ['may call the addresses that it names', OWN, 'spec/egress/4/ports/0/port', 22],
  ['may call the addresses that it names', OWN, 'spec/egress/5/to/1', everyone],
  ['may call nobody else in the cluster', OWN, 'spec/egress/1/to', undefined],
  ['may call nobody else in the cluster', OWN, 'spec/egress/1/to/0', { namespaceSelector: {} }],
  ['never calls a private address, nor a metadata service, that nobody named', OWN, 'spec/egress/6/to/0', everyone],
  [
    'never calls a private address, nor a metadata service, that nobody named',
    OWN,
    'spec/egress/6/to/0/ipBlock/except',
    ['10.0.0.0/8'],
  ],
  ['calls the internet on ports 80 and 443', OWN, 'spec/egress/6/ports/0/port', 25],
  ['has pods with the labels by which they are found', 'Deployment', 'spec/template/metadata/labels', {}],
  ['has a Deployment that finds its pods', 'Deployment', 'spec/selector/matchLabels/app.kubernetes.io|version', '1'],
  ['has a Service that finds its pods', 'Service', 'spec/selector/app.kubernetes.io|instance', 'other'],
  ['has a PodDisruptionBudget that finds its pods', 'PodDisruptionBudget', 'spec/selector/matchLabels', {}],
  ['has a PodMonitor that finds its pods', 'PodMonitor', 'spec/selector', undefined],
  ['is read by Prometheus, on the admin port', 'PodMonitor', 'spec/podMetricsEndpoints/0/port', 'http'],
  ['hides its admin port from clients', 'Service', 'spec/ports/1', { port: 9000, targetPort: 'admin' }],
  ['has its variables in a ConfigMap', 'ConfigMap', 'data/A', 'y'],
  ['reads its ConfigMap', 'Deployment', `${CONTAINER}/envFrom`, undefined],
  ['is rolled out when a variable or a file changes', 'Deployment', 'spec/template/metadata/annotations', {}],
  ['has its files in a ConfigMap', 'ConfigMap user-auth-files', 'data/platform.yaml', 'a: 2\n'],
  [
    'reads its files where it expects them, and cannot write them',
    'Deployment',
    `${CONTAINER}/volumeMounts/1/readOnly`,
    false,
  ],
  ['has its secrets from a Secret', 'Deployment', `${CONTAINER}/env/2/valueFrom`, {}],
  ['shows no secret in a container', 'Deployment', `${CONTAINER}/env/2/value`, 'secret'],
  ['shows no secret in its ConfigMap', 'ConfigMap', 'data/TOKEN', 'secret'],
  ['has no secret among its objects', 'ConfigMap', 'kind', 'Secret'],
  ['shares its requests between stable pods and canaries', 'HTTPRoute', 'spec/rules/0/backendRefs/1/weight', 1],
  ['shares its requests between stable pods and canaries', 'HTTPRoute', 'spec/rules/0/backendRefs/1/name', 'other'],
  ['has a name below the domain', 'HTTPRoute', 'spec/hostnames/0', 'shop.test'],
  [
    'takes over the share of requests that is said, and leaves the rest where they were',
    'HTTPRoute user-auth-takeover',
    'spec/rules/0/backendRefs/1/weight',
    1,
  ],
  ["has Kubernetes' recommended labels", 'Service', 'metadata/labels/app.kubernetes.io|version', undefined],
  ["has Kubernetes' recommended labels", 'Service', 'metadata', undefined],
  ['names its owner and tier', 'HTTPRoute', 'metadata/labels/owner', 'others'],
  ['says its version and commit, and why it was changed', 'Deployment', 'metadata/annotations/commit', undefined],
];

/** What only an internal service, which calls nobody, can have wrong. */
const INTERNAL_BREAKS: readonly Break[] = [
  ['may call the internet only where it says so', OWN, 'spec/egress/1', { to: [{ ipBlock: { cidr: '1.1.1.1/32' } }] }],
  ['has a route only where it is public', 'PodMonitor', 'kind', 'HTTPRoute'],
  ['has its variables in a ConfigMap', 'ConfigMap', 'data', undefined],
  [
    'has a token only where it may do something in Kubernetes',
    'Deployment',
    `${POD}/volumes/1`,
    { projected: { sources: [{ serviceAccountToken: { path: 'token', expirationSeconds: 3600 } }] } },
  ],
  ['may do in Kubernetes what it says, and no more', 'PodMonitor', 'kind', 'Role'],
];

describe('a check', () => {
  it.each([
    ...BREAKS.map((one) => [...one, PUBLIC] as const),
    ...INTERNAL_BREAKS.map((one) => [...one, INTERNAL] as const),
  ])('that a service %s fails with %s %s %j', (name, what, path, value, service) => {
    const objects = objectsOf(service);
    change(objects, what, path, value);
    expect(problems(objects, service)).toContainEqual({ name, problem: expect.stringMatching(/^\S.*\.$/) as string });
  });

  it('can fail, each of them', () => {
    const broken = new Set([...BREAKS, ...INTERNAL_BREAKS].map(([name]) => name));
    expect(broken).toEqual(new Set(manifestChecks.map(({ name }) => name)));
  });

  it('says what stands where, what is wanted, and what to do', () => {
    const objects = objectsOf(PUBLIC);
    change(objects, 'Deployment', 'spec/progressDeadlineSeconds', 600);
    expect(problems(objects, PUBLIC)).toEqual([
      {
        name: 'has a rollout that fails within a minute',
        problem:
          'Deployment user-auth: spec.progressDeadlineSeconds is 600. Wanted: 60 or less. ' +
          'npx nx sync makes the manifests anew.',
      },
    ]);
  });
});
