import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { PassThrough } from 'node:stream';

import { createDeployEngine, openRegistry, parseDeployRules } from '@exemplar/deploy-engine';
import { createLogger } from '@exemplar/logging';
import type { FakeCluster } from '@exemplar/testing/kubernetes';
import type { Registry } from '@exemplar/testing/registry';

import type { PageRelease } from './wire.ts';
import type { PlaySettings } from './write-settings.ts';

export interface Beginning {
  readonly cluster: FakeCluster;
  readonly registry: Registry;
  readonly settings: PlaySettings;
  readonly releases: readonly PageRelease[];
}

/** How long a second of the cluster's life lasts until the play begins, in ms. */
const HURRY_MS = 5;

/**
 * Deploys the oldest release of each service everywhere, so that the play begins with something that runs and has a history. It is done
 * by the bot's own engine, in the name of the first of the rules.
 */
export async function deployFirst({ cluster, registry, settings, releases }: Beginning): Promise<void> {
  const { environments, rulesFile, users } = settings;
  const engine = createDeployEngine({
    environments,
    registry: openRegistry({ base: registry.base }),
    rules: parseDeployRules(readFileSync(rulesFile, 'utf8'), rulesFile),
    holder: 'play',
    logger: createLogger({ service: 'play', version: '1', output: new PassThrough().resume() }),
    kubeconfig: cluster.kubeconfigFile,
    times: { settleMs: 50 },
  });
  const [first] = users;
  const actor = { id: `slack:${String(first?.id)}`, name: String(first?.name) };
  const oldest = releases.filter((release) => release === releases.find(({ service }) => service === release.service));
  const hurry = setInterval(() => {
    cluster.tick();
  }, HURRY_MS);
  try {
    const targets = oldest.flatMap(({ service, version }) =>
      Object.keys(environments).map((environment) => ({ target: { service, environment }, version })),
    );
    await Promise.all(
      targets.map((what) => engine.deploy({ ...what, id: randomUUID(), actor, confirmedBy: actor }, () => undefined)),
    );
  } finally {
    clearInterval(hurry);
    await engine.close();
  }
}
