import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { FakeCluster } from '@exemplar/testing/kubernetes';
import type { Registry } from '@exemplar/testing/registry';

import { type PlayRelease, RELEASES } from './releases.ts';
import type { PageRelease } from './wire.ts';

/** The service whose manifests all services of the play have, but for the name: they are what `nx sync` makes. */
const MODEL = 'metadata-scraper';

interface Surroundings {
  readonly registry: Registry;
  readonly cluster: FakeCluster;
  readonly workspaceRoot: string;
  readonly environments: readonly string[];
}

/** Puts every release into the registry, and tells the cluster what its pods do. The oldest of a service comes first. */
export function seedRegistry({ registry, cluster, workspaceRoot, environments }: Surroundings): readonly PageRelease[] {
  const models = environments.map((name) => {
    const text = readFileSync(join(workspaceRoot, 'k8s', name, `${MODEL}.yaml`), 'utf8');
    return [name, text] as const;
  });
  return RELEASES.map((release) => {
    const { service, subject, author, fate, trouble = '' } = release;
    const { version, commit, createdAt } = versionOf(release);
    const manifests = (image: string): Readonly<Record<string, string>> =>
      Object.fromEntries(models.map(([name, text]) => [name, manifestsOf(text, release, { version, commit, image })]));
    const { image } = registry.release({ service, version, commit, subject, author, createdAt, manifests });
    if (fate) cluster.behaves({ ...fate, image: new RegExp(image.slice(image.indexOf('@'))) });
    return { service, version, subject, trouble };
  });
}

function versionOf({ service, subject, hours }: PlayRelease) {
  const commit = createHash('sha1').update(`${service}/${subject}`).digest('hex');
  const createdAt = new Date(Date.now() - hours * 3_600_000).toISOString();
  return { commit, createdAt, version: `${createdAt.slice(0, 10).replaceAll('-', '.')}-${commit.slice(0, 8)}` };
}

interface Rendered {
  readonly version: string;
  readonly commit: string;
  readonly image: string;
}

const manifestsOf = (text: string, { service, logLevel }: PlayRelease, { version, commit, image }: Rendered): string =>
  text
    .replace(/image: \S+/, `image: ${image}`)
    .replaceAll(/version: main/g, `version: ${version}`)
    .replaceAll(/commit: main/g, `commit: ${commit}`)
    .replaceAll(/LOG_LEVEL: \w+/g, `LOG_LEVEL: ${logLevel}`)
    .replaceAll(new RegExp(`(?<![/\\w-])${MODEL}(?![@\\w])`, 'g'), service);
