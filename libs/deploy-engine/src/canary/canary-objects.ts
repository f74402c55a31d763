import type { PodTemplate } from '../cluster/objects.ts';
import type { KubernetesObject } from '../kubernetes-object.ts';

/** What a canary is called: its Deployment, its pods' instance, its Service and its ConfigMap. */
export const canaryOf = (service: string): string => `${service}-canary`;

/** The ConfigMaps of a service: its variables and, where it reads some, its files. */
const configMapsOf = (name: string): readonly [string, string] => [name, `${name}-files`];

/** Those of its canary. */
export const canaryConfigMaps = (service: string): readonly string[] => configMapsOf(canaryOf(service));

/** What a ConfigMap of a service is called for its canary; undefined for those of others. */
function canaryConfigMap(name: unknown, service: string): string | undefined {
  return canaryConfigMaps(service)[configMapsOf(service).findIndex((own) => own === name)];
}

interface DeploymentManifest extends KubernetesObject {
  readonly spec: {
    readonly selector: { readonly matchLabels: Readonly<Record<string, string>> };
    readonly template: PodTemplate;
  };
}

const INSTANCE = 'app.kubernetes.io/instance';

/**
 * What tries a release with a part of the requests: pods beside the stable ones, with a configuration of their own.
 *
 * There are as many pods as the share asks for of the least number of stable ones; no autoscaler changes that, so that their
 * figures can be compared.
 *
 * @param objects what the release holds
 * @param percent of the requests, 1 to 99
 */
export function canaryObjects(
  objects: readonly KubernetesObject[],
  service: string,
  percent: number,
): readonly KubernetesObject[] {
  const name = canaryOf(service);
  const least = leastReplicas(objects);
  return objects.flatMap((object): readonly KubernetesObject[] => {
    if (object.kind === 'Service' && object.metadata?.name === name) return [object];
    const config = object.kind === 'ConfigMap' ? canaryConfigMap(object.metadata?.name, service) : undefined;
    if (config !== undefined) return [renamed(object, config, name)];
    if (object.kind !== 'Deployment' || object.metadata?.name !== service) return [];
    return [canaryDeployment(object as DeploymentManifest, service, Math.ceil((least * percent) / 100))];
  });
}

/** Whether requests to a service can be shared: they come by a route. */
export const isShareable = (objects: readonly KubernetesObject[]): boolean =>
  objects.some(({ kind }) => kind === 'HTTPRoute');

function leastReplicas(objects: readonly KubernetesObject[]): number {
  const autoscaler = objects.find(({ kind }) => kind === 'HorizontalPodAutoscaler') as
    (KubernetesObject & { readonly spec?: { readonly minReplicas?: number } }) | undefined;
  return autoscaler?.spec?.minReplicas ?? 1;
}

const renamed = (object: KubernetesObject, name: string, instance = name): KubernetesObject => ({
  ...object,
  metadata: { ...object.metadata, name, labels: { ...object.metadata?.labels, [INSTANCE]: instance } },
});

function canaryDeployment(deployment: DeploymentManifest, service: string, replicas: number): KubernetesObject {
  const name = canaryOf(service);
  const { selector, template, ...spec } = deployment.spec;
  const own = {
    ...spec,
    replicas,
    selector: withInstance(selector, service, name),
    template: ownTemplate(template, service),
  };
  return { ...renamed(deployment, name), spec: own } as KubernetesObject;
}

/** Every label that names the stable instance names the canary's: selectors, spread and the pods' own. */
const withInstance = <T>(value: T, service: string, name: string): T =>
  JSON.parse(JSON.stringify(value), (key, one: unknown) => (key === INSTANCE && one === service ? name : one)) as T;

/** The pods read the canary's ConfigMaps: the stable ones' keep what they have. */
const ownTemplate = (template: PodTemplate, service: string): PodTemplate => {
  const name = canaryOf(service);
  const isReference = (key: string): boolean =>
    key === 'configMapRef' || key === 'configMapKeyRef' || key === 'configMap';
  const labelled = withInstance(template, service, name);
  return JSON.parse(JSON.stringify(labelled), (key, one: unknown) => {
    const config = isReference(key) ? canaryConfigMap(nameIn(one), service) : undefined;
    return config === undefined ? one : { ...(one as object), name: config };
  }) as PodTemplate;
};

const nameIn = (reference: unknown): unknown => (reference as { readonly name?: unknown }).name;
