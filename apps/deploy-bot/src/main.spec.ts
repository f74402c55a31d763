import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

import request from 'supertest';

import openSurroundings, { type DeploySurroundings, VERSIONS } from '../fixtures/surroundings.ts';
import { textOf } from '../fixtures/text-of.ts';
import type * as main from './main.ts';

type Main = typeof main;

const NEWEST = VERSIONS.at(-1);

describe('deploy-bot', () => {
  let around: DeploySurroundings;
  let service: Main['service'];

  beforeAll(async () => {
    around = await openSurroundings();
    const ports = { PORT: '0', ADMIN_PORT: '0', HOST: '127.0.0.1', LOG_LEVEL: 'error', DRAIN_DELAY_MS: '0' };
    process.env = { ...process.env, ...around.env, ...ports };
    ({ service } = await import('./main.ts'));
  });

  afterAll(async () => {
    await service.stop();
    await around.close();
  });

  const type = (typed: string) => fetch(`${service.url}/slack/commands`, around.slack.command(typed));

  it('starts, and is ready as long as the cluster answers, whatever becomes of Slack', async () => {
    await around.slack.gone();
    const ready = await request(service.adminUrl).get('/readyz');
    await around.slack.back();
    await around.cluster.gone();
    const without = await request(service.adminUrl).get('/readyz');
    await around.cluster.back();

    expect([ready.status, without.status]).toEqual([200, 503]);
    expect(without.body).toMatchObject({ checks: { cluster: { status: 'failing' } } });
  });

  it('describes its routes', async () => {
    const answer = await request(service.url).get('/openapi.json').expect(200);
    const { paths } = answer.body as { readonly paths: object };

    expect(Object.keys(paths)).toEqual(['/slack/commands', '/slack/interactions']);
  });

  it('brings a version to a cluster that never saw it, and watches it come up', async () => {
    await type('/deploy shop');
    const live = await around.slack.waitForMessage(
      (message) => message.by === 'api' && message.text.includes('*Live*'),
      30_000,
    );
    const metrics = await request(service.adminUrl).get('/metrics');

    expect(textOf(live)).toContain(`nothing → \`${String(NEWEST)}\``);
    expect(textOf(live)).toContain('▰▰▰ 3 of 3 ready');
    expect(textOf(live)).toContain('<https://logs.example.com/exemplar-staging/shop|Logs>');
    expect(metrics.text).toContain(
      'deploys_total{service="shop",environment="staging",kind="deploy",outcome="live"} 1',
    );
  }, 40_000);
});

describe('a start that cannot be', () => {
  let around: DeploySurroundings;

  beforeAll(async () => {
    around = await openSurroundings();
  });

  afterAll(() => around.close());

  it.each([
    ['SLACK_SIGNING_SECRET', '', 'SLACK_SIGNING_SECRET must be set: text'],
    ['SLACK_BOT_TOKEN', 'xoxp-1', 'SLACK_BOT_TOKEN must be a token that begins with xoxb-'],
    ['SLACK_CHANNEL', '#deploys', 'SLACK_CHANNEL must be a channel\'s id such as C0123ABCD, not "#deploys"'],
    ['KUBECONFIG', '/nowhere', 'KUBECONFIG must be a file that can be read, not "/nowhere": ENOENT'],
  ])('for %s=%s ends with 78 and a line that names the variable', async (variable, value, line) => {
    const child = spawn(process.execPath, [fileURLToPath(new URL('main.ts', import.meta.url))], {
      env: { PATH: process.env.PATH, PORT: '0', ADMIN_PORT: '0', ...around.env, [variable]: value },
    });
    const [said] = await Promise.all([text(child.stderr), once(child, 'close')]);

    expect([child.exitCode, said]).toEqual([78, expect.stringContaining(line)]);
  });
});
