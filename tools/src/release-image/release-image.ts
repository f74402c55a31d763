import { openRegistry, type Release } from '@exemplar/deploy-engine/registry';

import { readPlatform } from '../descriptor/read-platform.ts';
import { readService } from '../descriptor/read-service.ts';
import type { Surroundings } from '../image/build-image.ts';
import { manifestText } from '../manifests/manifest-text.ts';
import { renderService } from '../manifests/render-service.ts';
import { parseOptions } from '../program/parse-options.ts';
import { filesOn } from '../workspace/files.ts';
import { findReleased } from './find-released.ts';
import { pushImage } from './push-image.ts';
import { readCommit } from './read-commit.ts';
import { versionOf } from './version-of.ts';

const USAGE =
  'npx nx release-image <service> [--allow-dirty] [--tag=<tag>] [--registry=<registry>] [--base=<image>] ' +
  '[--builder=buildah|podman|docker]';

const OPTIONS = {
  'allow-dirty': { type: 'boolean', default: false },
  tag: { type: 'string' },
  registry: { type: 'string' },
  base: { type: 'string' },
  builder: { type: 'string' },
} as const;

const ALREADY_THERE = 'Already there:';

/**
 * Pushes a service's image and then, under the same tag, what each environment is told of it, with the image by its digest. So a
 * version is an image and its configuration: whoever goes back to it has both.
 *
 * @param root the service's folder, from the workspace's root
 * @param words what was said on the command line after the folder
 * @throws Failure, DescriptionError, DeployError
 */
export async function releaseImage(root: string, words: readonly string[], surroundings: Surroundings): Promise<void> {
  const { workspaceRoot, env, print } = surroundings;
  const { 'allow-dirty': allowDirty, ...said } = parseOptions(words, OPTIONS, USAGE);
  const files = filesOn(workspaceRoot);
  const [service, described] = [readService(root, files), readPlatform(files)];
  const platform = { ...described, registry: said.registry ?? described.registry };
  const { isDirty, ...commit } = readCommit(workspaceRoot);
  const version = versionOf({ isDirty, ...commit }, said.tag, allowDirty);
  const repository = `${platform.registry}/${service.name}`;
  const registry = openRegistry({ base: platform.registry, env });
  const tell = (what: string, { image, digest }: Release): void => {
    print([`${what} ${service.name} ${version}`, image, `${repository}-release@${digest}`].join('\n        '));
  };

  const there = isDirty ? null : await findReleased(registry, service.name, version, commit.commit);
  if (there !== null) {
    tell(ALREADY_THERE, there);
    return;
  }
  const image = pushImage(root, optionsOf(isDirty ? { ...said, tag: version } : said), repository, surroundings);
  const manifests = Object.keys(platform.environments).map((environment) => {
    const release = { version, commit: commit.commit, cause: commit.subject, image };
    const objects = renderService(service, environment, platform, release);
    return [environment, manifestText(objects, `Made by \`npx nx release-image\` of ${commit.version}`)] as const;
  });
  const { release, wasThere } = await registry.push(
    {
      ...commit,
      service: service.name,
      version,
      image,
      source: platform.repository,
      manifests: Object.fromEntries(manifests),
    },
    { replace: isDirty },
  );
  tell(wasThere ? ALREADY_THERE : 'Released', release);
}

/** Options as words again. */
const optionsOf = (said: Readonly<Record<string, string>>): readonly string[] =>
  Object.entries(said).map(([name, value]) => `--${name}=${value}`);
