import { type DeployEngine, DeployError } from '@exemplar/deploy-engine';
import { until } from '@exemplar/testing';
import { signed, type SlackMessage } from '@exemplar/testing/slack';

import { entry, GRACE, lock, PRODUCTION, release, RULES, status } from '../../fixtures/samples.ts';
import { goThrough, scriptedEngine } from '../../fixtures/scripted-engine.ts';
import { CHANNELS, startBot, type StartedBot } from '../../fixtures/start-bot.ts';
import { textOf } from '../../fixtures/text-of.ts';

const shows =
  (text: string) =>
  (message: SlackMessage): boolean =>
    textOf(message).includes(text);

/** What is answered to a command. */
async function answerTo(bot: StartedBot, typed: string, where?: Parameters<StartedBot['type']>[1]) {
  const before = bot.slack.messages.length;
  await bot.type(typed, where);
  await until(() => bot.slack.messages.length > before, `an answer to ${typed}`);
  const [message] = bot.slack.messages.slice(before);
  if (message === undefined) throw new Error('There is no answer.');
  return { message, text: textOf(message) };
}

describe('a command that reads', () => {
  it.each([
    ['/deploy status', 'status', [undefined], ':white_check_mark: Fine: `shop` on *staging*'],
    ['/deploy status shop', 'status', ['shop'], ':white_check_mark: Fine: `shop` on *staging*'],
    ['/deploy history shop production', 'history', [PRODUCTION], '*History* of `shop` on *production*'],
    ['/deploy diff shop 2222222', 'diff', [{ service: 'shop', environment: 'staging' }, '2222222'], '*Image*: '],
    ['/deploy logs shop', 'logs', [{ service: 'shop', environment: 'staging' }], '```\nready\n```'],
  ])('%s asks the engine, and only who asked sees the answer', async (typed, name, given, text) => {
    await using bot = await startBot();
    const answer = await answerTo(bot, typed);

    expect(answer.text).toContain(text);
    expect(answer.message).toMatchObject({ onlyFor: 'U0ADA', by: 'response_url' });
    expect(bot.engine.calls.find((call) => call.name === name)?.given).toEqual([
      { id: 'slack:U0ADA', name: 'ada', groups: [] },
      ...given,
    ]);
  });

  it('helps with all commands, and with one', async () => {
    await using bot = await startBot();
    const all = await answerTo(bot, '/deploy');
    const one = await answerTo(bot, '/deploy help rollback');
    await using single = await startBot({ engine: scriptedEngine({ environments: ['live'] }) });
    const help = await answerTo(single, '/deploy help help');

    expect(all.text).toContain('• `/deploy canary &lt;service&gt; &lt;version&gt; &lt;percent&gt;');
    expect(all.text).toContain('an environment is `staging` unless named, or `production`.');
    expect(help.text).toContain('It shows this list, or all about one command.');
    expect(help.text).toContain('an environment is `live` unless named.');
    expect(one.text).toContain('• `/deploy rollback metadata-scraper production`');
  });

  it('is told what would be right', async () => {
    await using bot = await startBot();
    const { text } = await answerTo(bot, '/deploy shp');

    expect(text).toContain('There is no service `shp`: did you mean `shop`?');
    expect(bot.engine.done()).toEqual([]);
  });

  it('is told why it is refused, and what may help', async () => {
    const refuse = (): never => {
      throw new DeployError('unknown-version', 'There is no version <7>.');
    };
    await using bot = await startBot({ engine: scriptedEngine({ diff: refuse }) });
    const { text } = await answerTo(bot, '/deploy diff shop 7');

    expect(text).toBe(':no_entry: There is no version &lt;7&gt;.\n`/deploy history` shows what was deployed.');
  });

  it('is told of a bug by an id, and so are operators', async () => {
    const fail = (): never => {
      throw new TypeError('not a function');
    };
    await using bot = await startBot({ engine: scriptedEngine({ logs: fail }) });
    const { text } = await answerTo(bot, '/deploy logs shop');
    const line = await bot.logs.waitFor(({ message }) => message === 'What Slack asked failed');

    expect(text).toMatch(/^:boom: The bot failed on this\. .*`[\w-]{20,}` leads them to it\.$/);
    expect(line).toMatchObject({ level: 'error', command: 'logs shop', user: 'U0ADA' });
  });
});

describe('a lock', () => {
  it('is told to all, where it was asked for and where deploys are told of', async () => {
    await using bot = await startBot({ env: { SLACK_CHANNEL: 'C0DEPLOYS' } });
    await bot.type('/deploy lock shop production we look at a leak', { channel: 'C0TEAM' });
    await until(() => bot.slack.messages.length === 2, 'both messages');

    expect(bot.engine.done()).toEqual([
      {
        name: 'lock',
        given: [{ ...PRODUCTION, actor: { id: 'slack:U0ADA', name: 'ada', groups: [] }, reason: 'we look at a leak' }],
      },
    ]);
    expect(bot.slack.messages.map(({ channel, onlyFor }) => [channel, onlyFor]).toSorted()).toEqual([
      ['C0DEPLOYS', undefined],
      ['C0TEAM', undefined],
    ]);
    expect(new Set(bot.slack.messages.map(textOf))).toEqual(
      new Set([
        ':lock: `shop` on *production* locked by <@U0ADA>: we look at a leak. `/deploy unlock shop production` takes it away.',
      ]),
    );
  });

  it('may be of all services, without a reason, and is taken away', async () => {
    await using bot = await startBot({ env: { SLACK_CHANNEL: 'C0DEPLOYS' } });
    const locked = await answerTo(bot, '/deploy lock all');
    const unlocked = await answerTo(bot, '/deploy unlock shop');

    expect(locked.text).toBe(
      ':lock: All services on *staging* locked by <@U0ADA>. `/deploy unlock all staging` takes it away.',
    );
    expect(unlocked.text).toBe(
      ':unlock: `shop` on *staging* unlocked by <@U0ADA>, after 1 h 0 min. It was locked by grace.',
    );
    expect(bot.slack.messages).toHaveLength(2);
  });
});

describe('a lock that was forgotten', () => {
  it('is reminded of in the channel of deploys, and trouble with that is logged', async () => {
    let looked = 0;
    const reminders = () => {
      looked += 1;
      if (looked === 1) return Promise.reject(new Error('the cluster is gone'));
      return Promise.resolve(looked === 2 ? [lock(), lock({ service: 'all', reason: '' })] : []);
    };
    const engine = scriptedEngine({ reminders });
    await using bot = await startBot({ engine, env: { SLACK_CHANNEL: 'C0DEPLOYS' }, times: { remindMs: 10 } });
    const reminder = await bot.slack.waitForMessage(shows('*Still locked*'));
    await until(() => looked > 3, 'further looks');

    expect(textOf(reminder)).toBe(
      [
        ':alarm_clock: *Still locked*. Is it still needed?',
        '`shop` on *staging*\n:lock: Locked by grace for 1 h 0 min: a leak\n`/deploy unlock shop staging`',
        'All services on *staging*\n:lock: Locked by grace for 1 h 0 min\n`/deploy unlock all staging`',
      ].join('\n'),
    );
    expect(bot.slack.messages).toHaveLength(1);
    expect(bot.logs.json()).toContainEqual(
      expect.objectContaining({ message: 'It cannot be seen whether locks were forgotten' }),
    );
  });
});

describe('a deploy', () => {
  it('is answered at once, told of in one message, and its end to who asked', async () => {
    await using bot = await startBot();
    const answer = await bot.type('/deploy shop 2222222 because it is time');
    const live = await bot.slack.waitForMessage(
      ({ text }) => text.includes('*Live*: `shop`') && text.includes('ready'),
    );
    const word = await bot.slack.waitForMessage(({ onlyFor }) => onlyFor === 'U0ADA');

    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({
      response_type: 'ephemeral',
      text: 'On it: `/deploy shop 2222222 because it is time`',
    });
    expect(live).toMatchObject({ channel: 'C0DEPLOYS', by: 'api' });
    expect(textOf(word)).toBe(':white_check_mark: *Live*: `shop` on *staging* after 9 s: `2026.11.22-22222222`.');
    expect(bot.slack.messages).toHaveLength(2);
    expect(bot.engine.done()).toMatchObject([
      {
        name: 'deploy',
        given: [
          {
            target: { service: 'shop', environment: 'staging' },
            actor: { id: 'slack:U0ADA' },
            version: release(2).digest,
            plannedFrom: release(1).digest,
            reason: 'it is time',
          },
        ],
      },
    ]);
  });

  it('has the place of its message kept, for whoever goes on with it', async () => {
    await using bot = await startBot();
    await bot.type('/deploy shop');
    await until(() => bot.engine.calls.some(({ name }) => name === 'keepMessage'), 'the place to be kept');
    const { ts } = await bot.slack.waitForMessage(({ by }) => by === 'api');
    const [target, id, place] = bot.engine.calls.find(({ name }) => name === 'keepMessage')?.given ?? [];

    expect([target, JSON.parse(String(place))]).toEqual([
      { service: 'shop', environment: 'staging' },
      { channel: 'C0DEPLOYS', ts },
    ]);
    expect(id).toBe((bot.engine.done()[0]?.given[0] as { readonly id: string }).id);
  });

  it('goes on where its place cannot be kept', async () => {
    const keepMessage = () => Promise.reject(new Error('the cluster is gone'));
    await using bot = await startBot({ engine: scriptedEngine({ keepMessage }) });
    await bot.type('/deploy shop');
    await bot.logs.waitFor(({ message }) => message === 'It is not kept where the message of a deploy is');

    expect(await bot.slack.waitForMessage(shows('*Live*'))).toBeDefined();
  });

  it('is refused to whoever may not', async () => {
    const refuse = () =>
      Promise.reject(new DeployError('not-allowed', 'grace may not deploy to staging: ask the keepers.'));
    await using bot = await startBot({ engine: scriptedEngine({ plan: refuse }) });
    const { message, text } = await answerTo(bot, '/deploy shop', { user: 'U0GRACE' });

    expect(text).toBe(':no_entry: grace may not deploy to staging: ask the keepers.');
    expect(message.onlyFor).toBe('U0GRACE');
    expect(bot.engine.done()).toEqual([]);
  });

  it.each([
    ['/deploy rollback shop --force', 'rollback', { version: release(2).digest, force: true }],
    ['/deploy canary shop 2222222 10', 'canary', { version: release(2).digest, percent: 10 }],
    ['/deploy promote shop staging', 'promote', {}],
    ['/deploy withdraw shop staging', 'withdraw', {}],
  ])('%s is a %s', async (typed, name, given) => {
    await using bot = await startBot();
    await bot.type(typed);
    await bot.slack.waitForMessage(({ onlyFor }) => onlyFor !== undefined);

    expect(bot.engine.done()).toMatchObject([{ name, given: [given] }]);
  });

  it('of a canary is promoted in the environment that has one', async () => {
    const canary = {
      release: release(2),
      percent: 10,
      actor: GRACE,
      since: '2026-11-28T11:00:00Z',
      ready: 1,
      wanted: 1,
    };
    const inProduction = status({ target: PRODUCTION, canary });
    await using one = await startBot({
      engine: scriptedEngine({ status: () => Promise.resolve([status(), inProduction]) }),
    });
    await using two = await startBot({
      engine: scriptedEngine({ status: () => Promise.resolve([status({ canary }), inProduction]) }),
    });
    await one.type('/deploy promote shop');
    const { text } = await answerTo(two, '/deploy promote shop');

    await using none = await startBot();
    await none.type('/deploy withdraw shop');

    expect(await none.slack.waitForMessage(shows('`shop` on *staging*'))).toBeDefined();
    expect(await one.slack.waitForMessage(shows('Promote the canary of `shop` on *production*?'))).toBeDefined();
    expect(text).toContain('`shop` has canaries on `staging` and `production`: say which.');
  });

  it('that is asked for twice is done once, and one that another process took is not told of', async () => {
    const busy = () => Promise.reject(new DeployError('duplicate-request', 'It was asked for before.'));
    await using bot = await startBot();
    await using other = await startBot({ engine: scriptedEngine({ deploy: busy }) });
    const request = bot.slack.command('/deploy shop');
    const answers = [await bot.send('/slack/commands', request), await bot.send('/slack/commands', request)];
    await other.type('/deploy shop');
    await other.logs.waitFor(({ code }) => code === 'duplicate-request');
    await bot.slack.waitForMessage(({ onlyFor }) => onlyFor !== undefined);

    expect(answers.map(({ status }) => status)).toEqual([200, 401]);
    expect(bot.engine.done()).toHaveLength(1);
    expect(other.slack.messages).toEqual([]);
  });

  it('that is signed anew, as Slack does when it asks again, is done once', async () => {
    await using bot = await startBot();
    const { body } = bot.slack.command('/deploy shop');
    const seconds = Math.floor(Date.now() / 1000);
    const answers = await Promise.all(
      [seconds, seconds - 1].map((timestamp) =>
        bot.send('/slack/commands', signed(body, { secret: bot.slack.signingSecret, timestamp })),
      ),
    );
    await bot.slack.waitForMessage(({ onlyFor }) => onlyFor !== undefined);

    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(bot.engine.done()).toHaveLength(1);
  });

  it('that fails is told with why, what was put back, and whether anything is left to do', async () => {
    const trouble = { code: 'crashed', sentence: 'It ended with exit code 1.', logs: ['Error: no config'] } as const;
    const deploy: DeployEngine['deploy'] = (request, onProgress) =>
      Promise.resolve(
        goThrough(
          { ...request, kind: 'deploy' },
          [
            { phase: 'rolling-out' },
            { phase: 'rolling-back', trouble, backTo: release(1) },
            { phase: 'rolled-back', trouble, backTo: release(1), elapsedMs: 30_000 },
          ],
          onProgress,
        ),
      );
    await using bot = await startBot({ engine: scriptedEngine({ deploy }) });
    await bot.type('/deploy shop');
    const message = await bot.slack.waitForMessage(
      ({ text, by }) => by === 'api' && text.includes('Failed, and rolled back'),
    );

    expect(textOf(message)).toContain('*Why*: It ended with exit code 1.\n```\nError: no config\n```');
    expect(textOf(message)).toContain('*Put back*: `2026.11.21-11111111`, which serves again.');
  });
});

describe('who asks', () => {
  it('is known with the groups that Slack says they are in', async () => {
    const groups = { one: { people: [], slack: 'S0DEPLOY' }, other: { people: [], slack: 'S0GONE' } };
    await using bot = await startBot({ rules: { ...RULES, groups } });
    await answerTo(bot, '/deploy status');
    await answerTo(bot, '/deploy status', { user: 'U0GRACE' });
    const line = await bot.logs.waitFor(({ group }) => group === 'S0GONE');

    expect(bot.engine.calls.filter(({ name }) => name === 'status').map(({ given }) => given[0])).toEqual([
      { id: 'slack:U0ADA', name: 'ada', groups: ['slack:S0DEPLOY'] },
      { id: 'slack:U0GRACE', name: 'grace', groups: [] },
    ]);
    expect(line).toMatchObject({ level: 'warn' });
    expect(bot.slack.calls.filter(({ said }) => said.usergroup === 'S0DEPLOY')).toHaveLength(1);
  });

  it('is in no group where Slack cannot be asked', async () => {
    const rules = { ...RULES, groups: { one: { people: [], slack: 'S0DEPLOY' } } };
    await using bot = await startBot({ rules, withoutToken: true });
    await answerTo(bot, '/deploy status');

    expect(bot.engine.calls.find(({ name }) => name === 'status')?.given[0]).toMatchObject({ groups: [] });
  });
});

describe('who is not in the rules', () => {
  const strangers = { users: [{ id: 'U0EVE', name: 'eve', realName: 'Eve' }], channels: CHANNELS };

  it('may do nothing but read what commands there are, and is told whom to ask', async () => {
    await using bot = await startBot({ slackOptions: strangers });
    const status = await answerTo(bot, '/deploy shp');
    const help = await answerTo(bot, '/deploy help');

    expect(status.text).toBe(
      ':no_entry: The deploy rules do not know you (`slack:U0EVE`), so you may do nothing here. Ask <@U0GRACE>, edsger.',
    );
    expect(status.message.onlyFor).toBe('U0EVE');
    expect(help.text).toContain('/deploy canary');
    expect(bot.engine.calls.map(({ name }) => name)).toEqual(['resume']);
  });

  it('is told so where there is nobody to ask, too', async () => {
    const rules = { ...RULES, environments: {} };
    await using bot = await startBot({ slackOptions: strangers, rules });

    expect((await answerTo(bot, '/deploy status')).text).toContain('Ask whoever looks after the deploy rules.');
  });
});

describe('the messages about what runs', () => {
  it('say what is under way, canaries, locks, freezes and refusals', async () => {
    const all = [
      status({
        underWay: { ...goThrough({}, [{ phase: 'settling' }], () => undefined) },
        canary: { release: release(3), percent: 5, actor: GRACE, since: new Date().toISOString(), ready: 1, wanted: 1 },
        lock: lock(),
        freeze: 'the weekend',
        refused: [{ version: 'bad', digest: 'sha256:0', why: 'It crashed.', at: '2026-11-28T11:00:00Z' }],
      }),
      status({ target: PRODUCTION, release: null, image: null, last: null, ready: 0, wanted: 0 }),
      status({ ready: 2 }),
      status({ release: null, image: 'shop:old', lock: lock({ reason: '' }), last: entry({ outcome: 'failed' }) }),
    ];
    await using bot = await startBot({ engine: scriptedEngine({ status: () => Promise.resolve(all) }) });
    const { text } = await answerTo(bot, '/deploy status');

    for (const said of [
      ':hourglass_flowing_sand: Under way: `shop` on *staging*: `2026.11.22-22222222`, 3 of 3 pods ready',
      '*deploy* of `2026.11.22-22222222` by <@U0ADA>: settling for 4 s',
      ':baby_chick: Canary `2026.11.23-33333333`: 5 % of requests, 1 of 1 pods, by grace for 0 s',
      ':lock: Locked by grace for 1 h 0 min: a leak',
      ':snowflake: Frozen: the weekend',
      'Refused: `bad` since <!date^1795863600^{date_short_pretty}, {time}|2026-11-28T11:00:00Z>: It crashed.',
      ':white_circle: Not there: `shop` on *production*: nothing, 0 of 0 pods ready',
      ':warning: Not all ready:',
      '`shop:old`, of no release that is known',
      ':lock: Locked by grace for 1 h 0 min',
    ]) {
      expect(text).toContain(said);
    }
    expect(text).toMatch(/Last: deploy of `2026\.11\.22-22222222` by <@U0ADA> .+ ago: failed/);
  });

  it('say so where there is nothing', async () => {
    const nothing = () => Promise.resolve([]);
    await using bot = await startBot({
      engine: scriptedEngine({ status: nothing, history: nothing, logs: nothing }),
    });

    expect((await answerTo(bot, '/deploy status')).text).toBe('Nothing runs, as far as you may see.');
    expect((await answerTo(bot, '/deploy history shop')).text).toBe('Nothing was deployed yet: `shop` on *staging*.');
    expect((await answerTo(bot, '/deploy logs shop')).text).toBe('No pods: `shop` on *staging*.');
  });

  it('tell of all that was deployed, by whom, and why it failed', async () => {
    const entries = [
      entry({ confirmedBy: GRACE, reason: 'it is time' }),
      entry({ outcome: 'rolled-back', why: 'It crashed.', kind: 'rollback' }),
    ];
    await using bot = await startBot({
      engine: scriptedEngine({
        history: () => Promise.resolve(entries),
        logs: () => Promise.resolve([{ pod: 'shop-1', lines: [] }]),
      }),
    });
    const { text } = await answerTo(bot, '/deploy history shop');

    expect(text).toContain(
      ':white_check_mark: live after 14 s: deploy `2026.11.21-11111111` → `2026.11.22-22222222` by <@U0ADA>, confirmed by grace\n`2222222` Sell 2 things, by Ada\nBecause it is time',
    );
    expect(text).toContain(':x: rolled back after 14 s: rollback');
    expect(text).toContain('Why: It crashed.');
    expect((await answerTo(bot, '/deploy logs shop')).text).toContain('`shop-1`\nIt has printed nothing.');
  });
});
