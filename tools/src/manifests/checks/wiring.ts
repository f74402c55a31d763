import { configHash, secretsOf, variablesOf } from '../objects/config.ts';
import { filesFolder, filesName, fileTexts } from '../objects/files.ts';
import { takeoverName, takeoverOf } from '../objects/takeover-route.ts';
import type { Installation } from '../subject.ts';
import { holds, is } from './conditions.ts';
import { expectations, type ManifestCheck } from './manifest-check.ts';
import { valuesAt } from './values-at.ts';

const isSubset = (some: readonly unknown[], all: readonly unknown[]): boolean => some.every((one) => all.includes(one));

const onlyFor =
  (concerns: (installation: Installation) => boolean) =>
  (check: ManifestCheck): ManifestCheck => ({
    ...check,
    check: (objects, installation) => (concerns(installation) ? check.check(objects, installation) : null),
  });

const forPublicServices = onlyFor(({ service }) => service.exposure === 'public');
const forServicesWithFiles = onlyFor(({ service }) => service.files.length > 0);

/** What the weights of a route's backends add up to. */
const weightOf = (backends: unknown): number =>
  valuesAt(backends, '*.weight').reduce<number>((sum, weight) => sum + Number(weight), 0);

function mountsFiles(pod: unknown, service: string): boolean {
  const volume = valuesAt(pod, 'volumes.*').find((one) => valuesAt(one, 'configMap.name').includes(filesName(service)));
  const wanted = { name: valuesAt(volume, 'name')[0], mountPath: filesFolder(service), readOnly: true };
  return valuesAt(pod, 'containers.*.volumeMounts.*').some((mount) =>
    Object.entries(wanted).every(([key, value]) => valuesAt(mount, key)[0] === value),
  );
}

/** How a service is found by those who call it, watch it, and tell it something. */
export const wiring: readonly ManifestCheck[] = [
  ...expectations(7, [
    {
      name: 'is read by Prometheus, on the admin port',
      kind: 'PodMonitor',
      at: 'spec.podMetricsEndpoints.*',
      wanted: 'port: admin, path: /metrics',
      right: (value) => holds({ port: 'admin', path: '/metrics' }, value),
    },
    {
      name: 'hides its admin port from clients',
      kind: 'Service',
      at: 'spec.ports.*.targetPort',
      wanted: 'http',
      right: is('http'),
    },
    {
      name: 'has its variables in a ConfigMap',
      kind: 'ConfigMap',
      called: ({ service }) => service.name,
      at: 'data',
      wanted: 'the variables of service.yaml for the environment',
      right: (value, installation) => isSubset(Object.entries(variablesOf(installation)).map(String), entriesOf(value)),
    },
    {
      name: 'reads its ConfigMap',
      kind: 'Deployment',
      at: 'spec.template.spec.containers.*.envFrom.*.configMapRef.name',
      wanted: "the service's name",
      right: (value, { service }) => value === service.name,
    },
    {
      name: 'is rolled out when a variable or a file changes',
      kind: 'Deployment',
      at: 'spec.template.metadata.annotations.config-hash',
      wanted: 'the hash of the variables and files',
      right: (value, installation) => value === configHash(installation),
    },
    {
      name: 'has its secrets from a Secret',
      kind: 'Deployment',
      at: 'spec.template.spec.containers.*.env',
      wanted: 'a secretKeyRef for each of the secrets of service.yaml',
      right: (value, installation) =>
        isSubset(secretsOf(installation), valuesAt(value, '*.valueFrom.secretKeyRef.key')),
    },
    {
      name: 'shows no secret in a container',
      kind: 'Deployment',
      at: 'spec.template.spec.containers.*.env.*',
      wanted: 'a reference instead of a value',
      right: (value, installation) =>
        valuesAt(value, 'value')[0] === undefined || !isSubset(valuesAt(value, 'name'), secretsOf(installation)),
    },
    {
      name: 'shows no secret in its ConfigMap',
      kind: 'ConfigMap',
      at: 'data',
      wanted: 'none of the names in secrets',
      right: (value, installation) => secretsOf(installation).every((name) => valuesAt(value, name)[0] === undefined),
    },
  ]),
  ...expectations(7, [
    {
      name: 'has its files in a ConfigMap',
      kind: 'ConfigMap',
      called: ({ service }) => filesName(service.name),
      at: 'data',
      wanted: 'the files of service.yaml, by their names',
      right: (value, installation) => JSON.stringify(value) === JSON.stringify(fileTexts(installation)),
    },
    {
      name: 'reads its files where it expects them, and cannot write them',
      kind: 'Deployment',
      at: 'spec.template.spec',
      wanted: 'the ConfigMap of the files, mounted read-only at /etc/<service>',
      right: (pod, { service }) => mountsFiles(pod, service.name),
    },
  ]).map(forServicesWithFiles),
  {
    row: 7,
    name: 'has no secret among its objects',
    check: (objects) =>
      objects.some(({ kind }) => kind === 'Secret')
        ? 'There is a Secret. Its value would be in git: take it out, change the value, and make it as k8s/README.md says.'
        : null,
  },
  ...expectations(7, [
    {
      name: 'shares its requests between stable pods and canaries',
      kind: 'HTTPRoute',
      called: ({ service }) => service.name,
      at: 'spec.rules.*.backendRefs',
      wanted: 'the Services of both, with weights of 100 in all',
      right: (value, { service }) =>
        isSubset([service.name, `${service.name}-canary`], valuesAt(value, '*.name')) && weightOf(value) === 100,
    },
    {
      name: 'has a name below the domain',
      kind: 'HTTPRoute',
      called: ({ service }) => service.name,
      at: 'spec.hostnames.*',
      wanted: '<service>.<domain>',
      right: (value, { service, where }) => value === `${service.name}.${where.domain}`,
    },
  ]).map(forPublicServices),
  ...expectations(7, [
    {
      name: 'takes over the share of requests that is said, and leaves the rest where they were',
      kind: 'HTTPRoute',
      called: ({ service }) => takeoverName(service.name),
      at: 'spec.rules.*.backendRefs',
      wanted: 'the service with the percent of takesOver, and what was there before, with weights of 100 in all',
      right: (value, installation) =>
        isSubset(
          [installation.service.name, installation.service.takesOver?.from.service],
          valuesAt(value, '*.name'),
        ) &&
        valuesAt(value, '*.weight')[0] === takeoverOf(installation)?.percent &&
        weightOf(value) === 100,
    },
  ]).map(onlyFor((installation) => takeoverOf(installation) !== null)),
  {
    row: 7,
    name: 'has a route only where it is public',
    check: (objects, { service }) =>
      service.exposure === 'internal' && objects.some(({ kind }) => kind === 'HTTPRoute')
        ? 'There is an HTTPRoute, though service.yaml says exposure: internal. Run npx nx sync, or say public.'
        : null,
  },
];

const entriesOf = (value: unknown): readonly string[] => Object.entries(value ?? {}).map(String);
