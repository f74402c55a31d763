import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

import { type KubernetesObject, openRegistry, type Registry, type Release } from '@exemplar/deploy-engine';

const SERVICE = 'metadata-scraper';
/**
 * The tag of what is built, another in each run, as a version stays what it is; `-dirty` is behind it where the checkout has changes, and
 * production takes no such version.
 */
const BUILT = `e2e-built-${Date.now()}`;
const WORKSPACE = fileURLToPath(new URL('../../..', import.meta.url));

/** A release's Deployment, as far as these suites change it. */
export interface Workload {
  readonly metadata: { readonly labels: Record<string, string>; readonly annotations: Record<string, string> };
  readonly spec: {
    progressDeadlineSeconds: number;
    readonly template: {
      readonly metadata: { readonly labels: Record<string, string> };
      readonly spec: {
        readonly containers: [Container];
        initContainers?: object[];
      };
    };
  };
}

interface Container {
  image: string;
  command?: readonly string[];
  args?: readonly string[];
  readonly env?: { name: string; value: string }[];
  readonly envFrom?: object[];
  readonly resources: { readonly requests: Record<string, string>; readonly limits: Record<string, string> };
  readonly readinessProbe: { httpGet: { path: string } };
  readonly startupProbe: { httpGet: { path: string } };
}

export interface Releases {
  /** The service as it is in the checkout. */
  readonly good: Release;
  /** The same with something changed in its Deployment, as a version of its own. */
  readonly vary: (version: string, change?: (workload: Workload) => void) => Promise<Release>;
}

/**
 * Builds the scraper, and pushes it as a release: for real.
 *
 * @param base the registry, as this machine and the cluster's nodes name it: `localhost:5000/exemplar`
 */
export async function makeReleases(base: string): Promise<Releases> {
  const words = ['nx', 'release-image', SERVICE, '--allow-dirty', `--registry=${base}`, `--tag=${BUILT}`];
  const { status } = spawnSync('npx', words, { cwd: WORKSPACE, stdio: 'inherit' });
  if (status !== 0) throw new Error(`npx ${words.join(' ')} failed: see above.`);
  const registry = openRegistry({ base });
  const releases = await registry.releases(SERVICE);
  const built = releases.find(({ version }) => version.startsWith(BUILT));
  if (built === undefined) throw new Error(`${base} has no release ${BUILT} of ${SERVICE}.`);
  let minutes = 0;
  const vary: Releases['vary'] = async (version, change) => {
    const manifests = Object.fromEntries(
      await Promise.all(
        ['staging', 'production'].map(async (environment) => {
          const objects = await registry.manifests(built, environment);
          return [
            environment,
            asYaml(objects.map((object) => varied(object, version, built.version, change))),
          ] as const;
        }),
      ),
    );
    minutes += 1; // The newest is the one that was made last.
    const createdAt = new Date(Date.parse(built.createdAt) + minutes * 60_000).toISOString();
    return push(registry, { ...built, version, createdAt, manifests });
  };
  return { good: await vary('e2e-1'), vary };
}

type Made = Omit<Release, 'digest'> & { readonly manifests: Readonly<Record<string, string>> };

async function push(registry: Registry, { manifests, ...release }: Made): Promise<Release> {
  const made = { ...release, subject: `Try ${release.version}`, source: 'https://example.com/exemplar', manifests };
  return (await registry.push(made, { replace: true })).release;
}

function varied(
  object: KubernetesObject,
  version: string,
  before: string,
  change?: (workload: Workload) => void,
): KubernetesObject {
  const copy = JSON.parse(JSON.stringify(object).replaceAll(before, version)) as KubernetesObject;
  if (copy.kind === 'Deployment') change?.(copy as unknown as Workload);
  return copy;
}

/** JSON is YAML. */
const asYaml = (objects: readonly KubernetesObject[]): string =>
  objects.map((object) => JSON.stringify(object)).join('\n---\n');
