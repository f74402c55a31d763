import { parseArgs } from 'node:util';

import { DescriptionError } from '../descriptor/parse-description.ts';
import { readPlatform } from '../descriptor/read-platform.ts';
import { readService } from '../descriptor/read-service.ts';
import type { Files } from '../workspace/files.ts';
import { manifestText } from './manifest-text.ts';
import { renderService } from './render-service.ts';
import type { Release } from './subject.ts';

const USAGE = 'npx nx manifests <service> [--env=<environment>] [--version=<tag> --commit=<hash> --cause=<sentence>]';

const OPTIONS = {
  env: { type: 'string' },
  version: { type: 'string' },
  commit: { type: 'string' },
  cause: { type: 'string' },
} as const;

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
    const { environment, release } = readWords(words);
    const [service, platform] = [readService(root, files), readPlatform(files)];
    const environments = environment === undefined ? Object.keys(platform.environments) : [environment];
    const objects = environments.flatMap((name) => renderService(service, name, platform, release));
    output.print(manifestText(objects, `${root}/service.yaml and k8s/platform.yaml`));
    return 0;
  } catch (error) {
    if (!(error instanceof DescriptionError || error instanceof UsageError)) throw error;
    output.complain(error.message);
    return error instanceof UsageError ? 2 : 1;
  }
}

function readWords(words: readonly string[]): {
  readonly environment: string | undefined;
  readonly release: Release | undefined;
} {
  const { env, ...release } = parse(words);
  return { environment: env, release: releaseOf(release) };
}

function parse(words: readonly string[]) {
  try {
    return parseArgs({ args: [...words], options: OPTIONS }).values;
  } catch (error) {
    throw new UsageError(`${(error as Error).message}\nUsage: ${USAGE}`);
  }
}

function releaseOf({ version, commit, cause }: Partial<Release>): Release | undefined {
  if (version !== undefined && commit !== undefined && cause !== undefined) return { version, commit, cause };
  if (version === undefined && commit === undefined && cause === undefined) return undefined;
  throw new UsageError(`--version, --commit and --cause say together what is released: give all three, or none.`);
}
