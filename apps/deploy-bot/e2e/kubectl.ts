import { spawnSync } from 'node:child_process';

/**
 * Runs kubectl against the cluster that `KUBECONFIG` names.
 *
 * @returns what it printed
 * @throws Error with what it complained of
 */
export function kubectl(words: readonly string[], input?: string): string {
  const { status, stdout, stderr, error } = spawnSync('kubectl', words, { input, encoding: 'utf8' });
  if (error !== undefined) throw new Error(`kubectl cannot be started (${error.message}): install it.`);
  if (status !== 0) throw new Error(`kubectl ${words.join(' ')} failed: ${stderr.trim()}`);
  return stdout;
}

/** What kubectl prints as JSON. */
export const kubectlJson = (words: readonly string[]): unknown => JSON.parse(kubectl([...words, '--output=json']));
