import { readPlatform } from '../descriptor/read-platform.ts';
import { readService } from '../descriptor/read-service.ts';
import { findEnvironment } from '../manifests/find-environment.ts';
import { manifestText } from '../manifests/manifest-text.ts';
import { renderService } from '../manifests/render-service.ts';
import { wrongUsage } from '../program/failure.ts';
import { parseOptions } from '../program/parse-options.ts';
import { filesOn } from '../workspace/files.ts';
import { factsOf, kubectlIn } from './kubectl.ts';
import { leaveOut } from './leave-out.ts';
import { refuseDirty, releaseOf } from './release-of.ts';
import { watchRollout } from './watch-rollout.ts';

const USAGE =
  'npx nx deploy <service> --env=<environment> [--release=<version>] [--context=<context>] [--registry=<registry>]';

const OPTIONS = {
  env: { type: 'string' },
  release: { type: 'string' },
  context: { type: 'string' },
  registry: { type: 'string' },
} as const;

/** Who set what, in the cluster's own book: https://kubernetes.io/docs/reference/using-api/server-side-apply/#managers. */
const FIELD_MANAGER = 'nx-deploy';

export interface Surroundings {
  readonly workspaceRoot: string;
  readonly env: NodeJS.ProcessEnv;
  readonly print: (line: string) => void;
  /** Milliseconds, from any zero. */
  readonly now: () => number;
  /** How often the cluster is asked how far it is. */
  readonly everyMs?: number;
}

/**
 * Applies a version of a service to an environment, and watches it roll out.
 *
 * @param root the service's folder, from the workspace's root
 * @param words what was said on the command line after the folder
 * @throws Failure, DescriptionError
 */
export async function deploy(root: string, words: readonly string[], surroundings: Surroundings): Promise<void> {
  const { workspaceRoot, env, print, now, everyMs } = surroundings;
  const said = parseOptions(words, OPTIONS, USAGE);
  const { env: environment, context } = said;
  if (environment === undefined) throw wrongUsage('--env is missing.', USAGE);
  const files = filesOn(workspaceRoot);
  const [service, described] = [readService(root, files), readPlatform(files)];
  const platform = { ...described, registry: said.registry ?? described.registry };
  const { namespace } = findEnvironment(platform, environment);
  const release = releaseOf(said.release, workspaceRoot);
  refuseDirty(release, environment, Object.keys(platform.environments));

  const started = now();
  const kubectl = kubectlIn(context, env);
  const { objects, leftOut } = leaveOut(renderService(service, environment, platform, release), factsOf(kubectl));
  for (const what of leftOut) print(`Left out, as the cluster does not know it: ${what}`);
  const apply = ['apply', '--server-side', '--force-conflicts', `--field-manager=${FIELD_MANAGER}`, '--filename=-'];
  print(kubectl(apply, manifestText(objects, `${root}/service.yaml`)).trim());
  await watchRollout({ name: service.name, namespace, version: release.version }, kubectl, print, everyMs);
  const seconds = ((now() - started) / 1000).toFixed(1);
  print(`${service.name} ${release.version} runs in ${namespace}, after ${seconds} s.`);
}
