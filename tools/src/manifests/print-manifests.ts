import { parseArgs } from 'node:util';

import { DescriptionError } from '@exemplar/deploy-engine/description';

import { readPlatform } from '../descriptor/read-platform.ts';
import { readService } from '../descriptor/read-service.ts';
import type { Files } from '../workspace/files.ts';
import { manifestText } from './manifest-text.ts';
import { renderCanary } from './render-canary.ts';
import { renderService } from './render-service.ts';
import type { Release } from './subject.ts';
import { VERSION } from './version.ts';

const USAGE =
  'npx nx manifests <service> [--env=<environment>] ' +
  '[--release=<version> --commit=<hash> --cause=<sentence> [--canary=<per cent>]]';

const OPTIONS = {
  env: { type: 'string' },
  // Not --version, which Nx keeps to itself.
  release: { type: 'string' },
  commit: { type: 'string' },
  cause: { type: 'string' },
  canary: { type: 'string' },
} as const;

type Words = Readonly<Partial<Record<keyof typeof OPTIONS, string>>>;

/** Wrong usage: the message is one sentence. */
class UsageError extends Error {}

interface Output {
  readonly print: (text: string) => void;
  readonly complain: (sentence: string) => void;
}

/**
 * Prints what Kubernetes is told of a service, as YAML: in one environment, or in all.
 *
 * @param root the service's folder, from the workspace's root
 * @param words what was said on the command line after the folder
 * @returns the exit code: 1 where a description is wrong, 2 for wrong usage
 */
export function printManifests(root: string, words: readonly string[], files: Files, output: Output): number {
  try {
    const said = parse(words);
    const render = renderer(said);
    const [service, platform] = [readService(root, files), readPlatform(files)];
    const environments = said.env === undefined ? Object.keys(platform.environments) : [said.env];
    const objects = environments.flatMap((environment) => render(service, environment, platform));
    output.print(manifestText(objects, `Made by \`npx nx manifests\` from ${root}/service.yaml and k8s/platform.yaml`));
    return 0;
  } catch (error) {
    if (!(error instanceof DescriptionError || error instanceof UsageError)) throw error;
    output.complain(error.message);
    return error instanceof UsageError ? 2 : 1;
  }
}

function parse(words: readonly string[]): Words {
  try {
    return parseArgs({ args: [...words], options: OPTIONS }).values;
  } catch (error) {
    throw new UsageError(`${(error as Error).message}\nUsage: ${USAGE}`);
  }
}

/** What renders as the words say: the service, or its canary. */
function renderer(words: Words): typeof renderService {
  const release = releaseOf(words);
  const { canary } = words;
  if (canary === undefined)
    return (service, environment, platform) => renderService(service, environment, platform, release);
  const percent = Number(canary);
  if (release === undefined || !Number.isInteger(percent) || percent < 1 || percent > 99) {
    throw new UsageError(
      '--canary is the share of a released version: 1 to 99 per cent, beside --release, --commit and --cause.',
    );
  }
  return (service, environment, platform) => {
    if (service.exposure === 'public') return renderCanary(service, environment, platform, release, percent);
    throw new UsageError(`${service.name} is internal: a canary takes a share of public requests, and it has none.`);
  };
}

function releaseOf({ release: version, commit, cause }: Words): Release | undefined {
  if (version !== undefined && !VERSION.test(version)) {
    throw new UsageError(`--release is "${version}". Wanted: the tag of an image, such as 2026.11.23-1a2b3c4d.`);
  }
  if (version !== undefined && commit !== undefined && cause !== undefined) return { version, commit, cause };
  if (version === undefined && commit === undefined && cause === undefined) return undefined;
  throw new UsageError('--release, --commit and --cause say together what is released: give all three, or none.');
}
