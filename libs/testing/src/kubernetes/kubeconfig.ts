import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { stringify } from 'yaml';

/** @returns YAML. The server speaks plain HTTP, which clients take only where TLS is not verified. */
export function kubeconfigFor(url: string, namespace: string): string {
  return stringify({
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'fake',
    contexts: [{ name: 'fake', context: { cluster: 'fake', user: 'fake', namespace } }],
    clusters: [{ name: 'fake', cluster: { server: url, 'insecure-skip-tls-verify': true } }],
    users: [{ name: 'fake', user: { token: 'fake-token' } }],
  });
}

interface WrittenConfig {
  readonly text: string;
  readonly file: string;
  readonly remove: () => void;
}

/** Writes it into a folder of its own, as `KUBECONFIG` wants it. */
export function writeKubeconfig(text: string): WrittenConfig {
  const folder = mkdtempSync(join(tmpdir(), 'fake-cluster-'));
  const file = join(folder, 'kubeconfig');
  writeFileSync(file, text);
  return {
    text,
    file,
    remove: () => {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
