import { join } from 'node:path';

import { startFakeCluster } from '@exemplar/testing/kubernetes';
import { startRegistry } from '@exemplar/testing/registry';
import { startSlack } from '@exemplar/testing/slack';

import { viewCluster } from './cluster-view.ts';
import { deployFirst } from './deploy-first.ts';
import { MISCHIEFS } from './mischiefs.ts';
import { seedRegistry } from './seed-registry.ts';
import { servePage } from './serve-page.ts';
import { writeSettings } from './write-settings.ts';

export interface PlayOptions {
  /** Where the bot is, or is going to be. */
  readonly serviceUrl: string;
  /** Of the page; 0 takes any. */
  readonly port: number;
  /** How long a second of the cluster's life lasts, in ms; default 1000, which is humane. */
  readonly tickMs?: number;
}

export interface Play extends AsyncDisposable {
  /** Of the page. */
  readonly url: string;
  /** What the bot is to be told. */
  readonly variables: Readonly<Record<string, string>>;
}

const CHANNEL = { id: 'C0DEPLOYS', name: 'deploys' };

/** Starts a cluster, a registry and a Slack that are none, with something in them, and the page on which to play with them. */
export async function startPlay({ serviceUrl, port, tickMs = 1000 }: PlayOptions): Promise<Play> {
  const workspaceRoot = join(import.meta.dirname, '../../..');
  const settings = writeSettings(workspaceRoot);
  const { environments, users, groups } = settings;
  const namespaces = Object.values(environments).map(({ namespace }) => namespace);
  const cluster = await startFakeCluster({ namespaces, tickMs: 0 });
  const registry = await startRegistry();
  const slack = await startSlack({ users, groups, channels: [CHANNEL] });
  const releases = seedRegistry({ registry, cluster, workspaceRoot, environments: Object.keys(environments) });
  await deployFirst({ cluster, registry, settings, releases });

  const timer = setInterval(() => {
    cluster.tick();
  }, tickMs);
  const page = await servePage({
    fakes: { cluster, registry, slack },
    stage: {
      channel: CHANNEL.name,
      people: users.map(({ id, realName }) => ({ id, name: realName })),
      releases,
      mischiefs: MISCHIEFS.map(({ id, label, says }) => ({ id, label, says })),
    },
    serviceUrl,
    view: () => viewCluster(cluster, environments),
    port,
  });
  return {
    url: page.url,
    variables: {
      SLACK_API_URL: slack.apiUrl,
      SLACK_BOT_TOKEN: slack.token,
      SLACK_SIGNING_SECRET: slack.signingSecret,
      KUBECONFIG: cluster.kubeconfigFile,
      REGISTRY: registry.base,
      PLATFORM_FILE: settings.platformFile,
      DEPLOY_RULES_FILE: settings.rulesFile,
    },
    [Symbol.asyncDispose]: async () => {
      clearInterval(timer);
      page.close();
      await Promise.all([cluster.close(), registry.close(), slack.close()]);
      settings[Symbol.dispose]();
    },
  };
}
