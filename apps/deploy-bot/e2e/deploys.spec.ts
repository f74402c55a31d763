import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { until } from '@exemplar/testing';
import { type Slack, startSlack } from '@exemplar/testing/slack';

import { writeBotKubeconfig } from './bot-kubeconfig.ts';
import { FAILURES } from './failures.ts';
import { kubectl, kubectlJson } from './kubectl.ts';
import { namespaceOf, prepareCluster } from './prepare-cluster.ts';
import { makeReleases, type Releases } from './releases.ts';
import { startBot, type StartedBot } from './start-bot.ts';
import { startLoad } from './start-load.ts';
import { expectSaid, openTalk, wordsOf } from './talk.ts';
import { Timings } from './timings.ts';

const SERVICE = 'metadata-scraper';
const REGISTRY = process.env.E2E_REGISTRY ?? 'localhost:5000/exemplar';
const STAGING = namespaceOf('staging');
/** In the channel, where all is told; who asked is told the end in a line, too. */
const LIVE = /\*Live\*[^]*\*Took\*/;
const BACK = /:x: \*Failed, and rolled back\*/;
const ENDED = /\*(?:Live|Failed, and rolled back|Failed|Canary serves|Canary withdrawn)\*[^]*\*Took\*/;

const here = (file: string): string => fileURLToPath(new URL(file, import.meta.url));

describe('deploying to a real cluster', () => {
  const timings = new Timings();
  const folder = mkdtempSync(join(tmpdir(), 'deploys-'));
  const bots: StartedBot[] = [];
  let slack: Slack;
  let releases: Releases;
  let settings: Readonly<Record<string, string>>;

  const bot = (): string => String(bots.at(-1)?.url);
  const talk = () => openTalk(slack, bot);
  const start = async (): Promise<StartedBot> => {
    const started = await startBot(settings);
    bots.push(started);
    return started;
  };
  const runs = (): string =>
    kubectl([
      'get',
      'deployment',
      SERVICE,
      '--namespace',
      STAGING,
      '--output=jsonpath={.metadata.annotations.version}',
    ]);
  /** Whether the pods are all of a version, as Kubernetes sees it. */
  const isServing = (version: string): boolean => {
    const { status } = kubectlJson(['get', 'deployment', SERVICE, '--namespace', STAGING]) as {
      readonly status: {
        readonly replicas: number;
        readonly updatedReplicas?: number;
        readonly availableReplicas?: number;
      };
    };
    return runs() === version && status.updatedReplicas === status.replicas && status.availableReplicas === 3;
  };
  const good = async (version: string) => releases.vary(version);
  /** Deploys what has to be there for the next. */
  const deployed = async (version: string): Promise<void> => {
    await good(version);
    const typed = await talk().type(`/deploy ${SERVICE} ${version}`);
    await expectSaid(typed, LIVE);
    expect(runs()).toBe(version);
  };

  beforeAll(async () => {
    prepareCluster();
    releases = await makeReleases(REGISTRY);
    slack = await startSlack({
      users: [
        { id: 'U0ADA', name: 'ada', realName: 'Ada' },
        { id: 'U0GRACE', name: 'grace', realName: 'Grace' },
        { id: 'U0MALLORY', name: 'mallory', realName: 'Mallory' },
      ],
      channels: [{ id: 'C0DEPLOYS', name: 'deploys' }],
    });
    const [kubeconfig, platform] = [join(folder, 'kubeconfig'), join(folder, 'platform.yaml')];
    writeBotKubeconfig(kubeconfig);
    // There is no Prometheus here.
    const described = readFileSync(here('../../../k8s/platform.yaml'), 'utf8').replaceAll(/^ *prometheus: .*\n/gm, '');
    writeFileSync(platform, described);
    settings = {
      KUBECONFIG: kubeconfig,
      PLATFORM_FILE: platform,
      DEPLOY_RULES_FILE: here('deploy-rules.yaml'),
      REGISTRY,
      SLACK_API_URL: slack.apiUrl,
      SLACK_BOT_TOKEN: slack.token,
      SLACK_SIGNING_SECRET: slack.signingSecret,
      SLACK_CHANNEL: 'C0DEPLOYS',
    };
    await start();
  }, 300_000);

  afterAll(async () => {
    await Promise.all(bots.map((started) => started.stop()));
    await slack.close();
    rmSync(folder, { recursive: true });
    process.stdout.write(`\n${timings.table}\n`);
  }, 60_000);

  it('puts a service into a cluster that has never seen it', async () => {
    const from = performance.now();
    const typed = await talk().type(`/deploy ${SERVICE} ${releases.good.version}`);
    timings.add('the first answer to a command', `${typed.answeredMs.toFixed(0)} ms`);
    const message = await expectSaid(typed, ENDED);
    expect(wordsOf(message)).toMatch(LIVE);
    expect(wordsOf(message)).toContain('3 of 3 ready');
    timings.add('a service that was never there, 3 pods', performance.now() - from);
  });

  it('puts a version after the other under load, without a lost request', async () => {
    await good('e2e-2');
    const load = startLoad(releases.good.image, `http://${SERVICE}.${STAGING}/openapi.json`);
    const from = performance.now();
    const typed = await talk().type(`/deploy ${SERVICE} e2e-2`);
    await expectSaid(typed, LIVE);
    timings.add('command to live, 3 pods, under 62 requests a second', performance.now() - from);
    const result = load.stop();
    timings.add('requests meanwhile; not answered', `${result.sent}; ${result.sent - result.answered}`);
    expect(result).toEqual({ sent: result.sent, answered: result.sent, failures: {} });
    expect(result.sent).toBeGreaterThan(300);
  });

  it('does once what is delivered twice', async () => {
    await good('e2e-twice');
    const typed = await talk().type(`/deploy ${SERVICE} e2e-twice`);
    await typed.again();
    await expectSaid(typed, LIVE);
    const history = await talk().type(`/deploy history ${SERVICE}`);
    const told = wordsOf(await expectSaid(history, /\*History\*[^]*→ `e2e-twice`/));
    expect(told.match(/→ `e2e-twice`/g)).toHaveLength(1);
  });

  it.each(FAILURES)('goes back, and says why: $name', async ({ name, change, says, prepare, tidy }) => {
    prepare?.(STAGING);
    const before = runs();
    const version = `e2e-${name.replaceAll(' ', '-')}`;
    await releases.vary(version, change);
    const from = performance.now();
    const typed = await talk().type(`/deploy ${SERVICE} ${version}`);
    const message = await expectSaid(typed, ENDED, 120_000);
    const took = performance.now() - from;
    tidy?.(STAGING);
    const told = wordsOf(message);
    timings.add(`back after: ${name}`, took);
    process.stderr.write(`\n--- ${name}\n${told}\n`);
    expect(told).toMatch(BACK);
    expect(told).toMatch(says);
    expect(took).toBeLessThan(60_000);
    expect(runs()).toBe(before);
  });

  it('refuses what failed, until it is forced', async () => {
    const refused = await talk().type(`/deploy ${SERVICE} e2e-crash`);
    await expectSaid(refused, /:no_entry:.*refused/i);
    const forced = await talk().type(`/deploy ${SERVICE} e2e-crash --force`);
    await expectSaid(forced, BACK);
  });

  it('goes back by command', async () => {
    await deployed('e2e-3');
    await deployed('e2e-4');
    const from = performance.now();
    const typed = await talk().type(`/deploy rollback ${SERVICE}`);
    await expectSaid(typed, LIVE);
    timings.add('back by command', performance.now() - from);
    expect(runs()).toBe('e2e-3');
  });

  it('keeps a locked service as it is, and says who locked it and why', async () => {
    const locked = await talk().type(`/deploy lock ${SERVICE} staging a leak`, 'U0GRACE');
    await expectSaid(locked, /:lock:/);
    const typed = await talk().type(`/deploy ${SERVICE} e2e-4`);
    await expectSaid(typed, /:no_entry:.*grace.*a leak/is);
    await expectSaid(await talk().type(`/deploy unlock ${SERVICE} staging`), /:unlock:/);
  });

  it('lets people who are not known do nothing, and tells others what they may have meant', async () => {
    await expectSaid(await talk().type(`/deploy ${SERVICE}`, 'U0MALLORY'), /:no_entry:/);
    await expectSaid(await talk().type('/deploy metadata-scrapper'), /did you mean.*metadata-scraper/i);
  });

  it('asks before production, of the asker alone', async () => {
    const typed = await talk().type(`/deploy ${SERVICE} e2e-3 production`);
    const question = await expectSaid(typed, /To be confirmed/);
    await talk().click(question, 'confirm-deploy', 'U0GRACE');
    await talk().click(question, 'confirm-deploy');
    expect(wordsOf(await expectSaid(typed, ENDED))).toMatch(LIVE);
  });

  it('tries a canary, and promotes it', async () => {
    await good('e2e-canary');
    const typed = await talk().type(`/deploy canary ${SERVICE} e2e-canary 10`);
    await expectSaid(typed, /Canary serves/);
    const route = kubectlJson(['get', 'httproute', SERVICE, '--namespace', STAGING]) as {
      readonly spec: { readonly rules: readonly { readonly backendRefs: readonly { readonly weight: number }[] }[] };
    };
    expect(route.spec.rules[0]?.backendRefs.map(({ weight }) => weight)).toEqual([90, 10]);
    await expectSaid(await talk().type(`/deploy promote ${SERVICE}`), LIVE);
    expect(runs()).toBe('e2e-canary');
  });

  it('shows what runs, what was done, what differs, and the log', async () => {
    await expectSaid(await talk().type(`/deploy status ${SERVICE}`), /3 of 3 pods ready/);
    await expectSaid(await talk().type(`/deploy history ${SERVICE}`), /\*History\*[^]*e2e-canary/);
    await expectSaid(await talk().type(`/deploy diff ${SERVICE} e2e-3`), /e2e-3/);
    await expectSaid(await talk().type(`/deploy logs ${SERVICE}`), /Ready|GET/);
    await expectSaid(await talk().type('/deploy help'), /rollback/);
  });

  it.each([/applying|starting/, /rolling out/, /watching them/])(
    'takes up what a bot left that was killed while %s',
    async (phase) => {
      const version = `e2e-killed-${phase.source.replaceAll(/\W+/g, '-')}`;
      await good(version);
      const typed = await talk().type(`/deploy ${SERVICE} ${version}`);
      await expectSaid(typed, phase);
      await bots.pop()?.kill();
      const from = performance.now();
      await start();
      const message = await expectSaid(typed, ENDED);
      timings.add(`killed while ${phase.source}: over, after the next start`, performance.now() - from);
      expect(wordsOf(message)).toMatch(LIVE);
      expect(runs()).toBe(version);
    },
  );

  it('goes back for a bot that was killed while it went back', async () => {
    const before = runs();
    // Going back from pods that were ready takes a while, as it is a rollout as well.
    const change = FAILURES.find(({ name }) => name === 'crash after it was ready')?.change;
    await releases.vary('e2e-killed-back', change);
    const typed = await talk().type(`/deploy ${SERVICE} e2e-killed-back`);
    await expectSaid(typed, /going back/i);
    await bots.pop()?.kill();
    await start();
    expect(wordsOf(await expectSaid(typed, ENDED))).toMatch(BACK);
    expect(runs()).toBe(before);
  });

  it('acts once where two bots are told at the same time', async () => {
    const other = await startBot(settings);
    await good('e2e-two-bots');
    const typed = await talk().type(`/deploy ${SERVICE} e2e-two-bots`);
    const second = await openTalk(slack, () => other.url).type(`/deploy ${SERVICE} e2e-two-bots`, 'U0GRACE');
    await expectSaid(second, /:no_entry:/);
    await expectSaid(typed, LIVE);
    await other.stop();
  });

  it('goes on while Slack is gone, and tells it when it is back', async () => {
    await good('e2e-no-slack');
    const typed = await talk().type(`/deploy ${SERVICE} e2e-no-slack`);
    await expectSaid(typed, /rolling out/);
    await slack.gone();
    await until(() => isServing('e2e-no-slack'), 'the release serving', 60_000);
    await slack.back();
    await expectSaid(typed, LIVE);
  });
});
