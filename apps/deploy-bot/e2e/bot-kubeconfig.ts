import { writeFileSync } from 'node:fs';

import { kubectl, kubectlJson } from './kubectl.ts';
import { namespaceOf } from './prepare-cluster.ts';

interface Kubeconfig {
  readonly users: readonly { readonly name: string }[];
}

/** Writes a kubeconfig of the bot's own service account, so that it has the rights which it has in production, and no more. */
export function writeBotKubeconfig(file: string): void {
  const token = kubectl(['create', 'token', 'deploy-bot', `--namespace=${namespaceOf('production')}`, '--duration=3h']);
  const config = kubectlJson(['config', 'view', '--minify', '--raw']) as Kubeconfig;
  const users = config.users.map(({ name }) => ({ name, user: { token: token.trim() } }));
  writeFileSync(file, JSON.stringify({ ...config, users }));
}
