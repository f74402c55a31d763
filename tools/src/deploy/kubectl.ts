import { runCommand } from '../program/run-command.ts';
import type { ClusterFacts } from './leave-out.ts';

/** Calls kubectl and returns what it printed; throws a Failure with what it complained of. */
export type Kubectl = (words: readonly string[], input?: string) => string;

/** @param context a context of the kubeconfig, or undefined for the current one */
export function kubectlIn(context: string | undefined, env: NodeJS.ProcessEnv): Kubectl {
  const where = context === undefined ? [] : ['--context', context];
  return (words, input) => runCommand('kubectl', [...words, ...where], { env, input });
}

/** Asks a cluster what it knows. */
export function factsOf(kubectl: Kubectl): ClusterFacts {
  const version = JSON.parse(kubectl(['version', '--output=json'])) as { serverVersion: { minor: string } };
  return {
    apiVersions: kubectl(['api-versions']).trim().split('\n'),
    minor: Number.parseInt(version.serverVersion.minor), // Some providers write "29+".
  };
}
