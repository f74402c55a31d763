import { DeployError } from '@exemplar/deploy-engine';
import { until } from '@exemplar/testing';
import type { SlackMessage } from '@exemplar/testing/slack';

import { diff, plan, PRODUCTION, release, status } from '../../fixtures/samples.ts';
import { scriptedEngine } from '../../fixtures/scripted-engine.ts';
import { startBot, type StartedBot } from '../../fixtures/start-bot.ts';
import { textOf } from '../../fixtures/text-of.ts';

const isQuestion = ({ text }: SlackMessage): boolean => text.includes('`shop` on *production*?');

/** Somebody asks for what has to be confirmed, and sees the question. */
async function questionOf(bot: StartedBot, typed = '/deploy shop production'): Promise<SlackMessage> {
  await bot.type(typed);
  return bot.slack.waitForMessage(isQuestion);
}

const becomes = (bot: StartedBot, { ts }: SlackMessage, text: string): Promise<SlackMessage> =>
  bot.slack.waitForMessage((message) => message.ts === ts && textOf(message).includes(text));

/** An engine that plans for production within so many milliseconds. */
const planning = (withinMs: number, more = {}) =>
  scriptedEngine({
    plan: ({ kind, target }) => Promise.resolve(plan({ kind, target, confirmation: { by: 'you', withinMs } })),
    ...more,
  });

describe('what has to be confirmed', () => {
  it('is asked for with what it would change, and nothing is done yet', async () => {
    await using bot = await startBot();
    const question = await questionOf(bot, '/deploy shop 2222222 production because the <sale> starts');

    expect(textOf(question)).toBe(
      [
        ':question: *To be confirmed*: Deploy `shop` on *production*?',
        '*Version*\n`2026.11.21-11111111` → `2026.11.22-22222222`',
        '*Asked by*\n<@U0ADA>',
        '*Image*: `shop@sha256:111111111111` → `shop@sha256:222222222222`',
        '*Configuration*:\n• ConfigMap shop data.LOG_LEVEL: `"info"` → `"debug"`',
        '*Commits*:\n• `2222222` Sell 2 things, by Ada',
        'Because the &lt;sale&gt; starts',
        'Confirmed by you, within 1 min 0 s.',
        'Yes, deploy shop',
        'No',
      ].join('\n'),
    );
    expect(question.onlyFor).toBeUndefined();
    expect(bot.engine.done()).toEqual([]);
  });

  it('shows large and secret differences within what Slack takes', async () => {
    const many = diff({
      image: { from: null, to: 'shop@sha256:22', changed: true },
      configuration: [
        { field: 'ConfigMap shop data.API_TOKEN', from: 'abcdefgh' },
        { field: 'Deployment shop spec.replicas', to: '3' },
        ...Array.from({ length: 20 }, (_, number) => ({ field: `ConfigMap shop data.A${number}`, from: 'a', to: 'b' })),
      ],
      commits: [],
      backwards: true,
      compareUrl: 'https://github.com/example/exemplar/compare/a...b',
    });
    const engine = scriptedEngine({
      plan: () =>
        Promise.resolve(
          plan({ kind: 'canary', target: PRODUCTION, diff: many, confirmation: { by: 'keepers', withinMs: 60_000 } }),
        ),
    });
    await using bot = await startBot({ engine });
    const shown = textOf(await questionOf(bot, '/deploy canary shop 2222222 10 production'));

    expect(shown).toContain('`2026.11.21-11111111` → `2026.11.22-22222222`, 10 % of requests');
    expect(shown).toContain('*Image*: none → `shop@sha256:22`');
    expect(shown).toContain('• ConfigMap shop data.API_TOKEN: `[redacted]` → none');
    expect(shown).toContain('• Deployment shop spec.replicas: none → `3`');
    expect(shown).toContain('• … and 7 more');
    expect(shown).toContain('*Commits that are undone*: none');
    expect(shown).toContain('<https://github.com/example/exemplar/compare/a...b|All of the difference>');
  });

  it('is done after a yes, and the question becomes the message of the deploy', async () => {
    await using bot = await startBot();
    const question = await questionOf(bot);
    const answer = await bot.click(question, 'confirm-deploy');
    const live = await becomes(bot, question, '*Live*: `shop` on *production*');

    expect([answer.status, await answer.text()]).toEqual([200, '']);
    expect(JSON.stringify(live.blocks)).not.toContain('button');
    expect(bot.engine.done()).toEqual([
      {
        name: 'deploy',
        given: [
          {
            id: expect.any(String) as string,
            target: PRODUCTION,
            actor: { id: 'slack:U0ADA', name: 'ada', groups: [] },
            confirmedBy: { id: 'slack:U0ADA', name: 'ada', groups: [] },
            plannedFrom: release(1).digest,
            version: release(2).digest,
            message: JSON.stringify({ channel: 'C0DEPLOYS', ts: question.ts }),
          },
        ],
      },
    ]);
  });

  it('is done once, however often somebody says yes', async () => {
    let taken = 0;
    const engine = planning(60_000, {
      deploy: () => Promise.reject(new DeployError('duplicate-request', `It came ${++taken} times.`)),
    });
    await using bot = await startBot({ engine });
    const question = await questionOf(bot);
    await Promise.all([bot.click(question, 'confirm-deploy'), bot.click(question, 'confirm-deploy')]);
    await until(() => taken === 2, 'both clicks');
    await bot.logs.waitFor(({ code }) => code === 'duplicate-request');

    expect(bot.slack.messages).toHaveLength(1);
  });

  it('is not done where the click does not count, and the question stays', async () => {
    const engine = planning(60_000, {
      mayConfirm: () => {
        throw new DeployError('not-allowed', 'Only ada may confirm this.');
      },
    });
    await using bot = await startBot({ engine });
    const question = await questionOf(bot);
    for (const button of ['confirm-deploy', 'cancel-deploy']) await bot.click(question, button, { user: 'U0GRACE' });
    await until(() => bot.slack.messages.length === 3, 'both refusals');

    expect(bot.slack.messages.slice(1).map((message) => [message.onlyFor, textOf(message)])).toEqual([
      ['U0GRACE', ':no_entry: Only ada may confirm this.'],
      ['U0GRACE', ':no_entry: Only ada may confirm this.'],
    ]);
    expect(bot.slack.messages[0]?.shown).toHaveLength(1);
    expect(bot.engine.done()).toEqual([]);
  });

  it.each([['U0ADA'], ['U0GRACE']])('is not done after a no of %s', async (user) => {
    await using bot = await startBot({ engine: planning(60_000) });
    const question = await questionOf(bot);
    await bot.click(question, 'cancel-deploy', { user });
    await becomes(bot, question, `*Cancelled* by <@${user}>: nothing was done with \`shop\` on *production*.`);

    expect(bot.engine.done()).toEqual([]);
  });

  it('lapses, and says so by itself', async () => {
    await using bot = await startBot({ engine: planning(1) });
    const question = await questionOf(bot);

    expect(await becomes(bot, question, '*Not confirmed in time*: nothing was done')).toBeDefined();
    expect(bot.engine.done()).toEqual([]);
  });

  it('says so as well where nobody can tell whether another process did it', async () => {
    const engine = planning(1, { status: () => Promise.reject(new Error('the cluster is gone')) });
    await using bot = await startBot({ engine });

    expect(await becomes(bot, await questionOf(bot), '*Not confirmed in time*')).toBeDefined();
  });

  it('says nothing of lapsing where another process did it', async () => {
    let id = '';
    const engine = planning(1, {
      status: () =>
        Promise.resolve([
          status({ target: PRODUCTION, last: { ...status().last, id } as never }),
          status({ target: PRODUCTION, last: null }),
        ]),
    });
    await using bot = await startBot({ engine });
    const question = await questionOf(bot);
    id = (
      JSON.parse((question.blocks.at(-1) as never as { elements: [{ value: string }] }).elements[0].value) as {
        id: string;
      }
    ).id;
    await until(() => engine.calls.some(({ name }) => name === 'status'), 'the look');
    await bot.service.stop();

    expect(bot.slack.messages[0]?.shown).toHaveLength(1);
  });

  it('cannot be done by a click that comes too late, even to a bot that was started since', async () => {
    await using first = await startBot({ engine: planning(1) });
    const question = await questionOf(first);
    await first.service.stop();
    await using second = await startBot({ slack: first.slack });
    await second.click(question, 'confirm-deploy');
    await becomes(second, question, '*Not confirmed in time*');

    expect([...first.engine.done(), ...second.engine.done()]).toEqual([]);
  });

  it('is done as it was shown by a bot that was started since', async () => {
    await using first = await startBot();
    const question = await questionOf(first, '/deploy rollback shop production --force because it broke');
    await first.service.stop();
    await using second = await startBot({ slack: first.slack });
    await second.click(question, 'confirm-deploy');
    await becomes(second, question, '*Live*');

    expect(second.engine.done()).toMatchObject([
      {
        name: 'rollback',
        given: [{ version: release(2).digest, plannedFrom: release(1).digest, force: true, reason: 'it broke' }],
      },
    ]);
  });

  it('is refused where things have changed since, and its buttons go', async () => {
    const engine = planning(60_000, {
      deploy: () => Promise.reject(new DeployError('changed-meanwhile', 'Another release runs now.')),
    });
    await using bot = await startBot({ engine });
    const question = await questionOf(bot);
    await bot.click(question, 'confirm-deploy');
    const refused = await becomes(bot, question, ':no_entry: Another release runs now.');

    expect(textOf(refused)).toContain('Ask again: what would change is shown anew.');
    expect(bot.slack.messages).toHaveLength(1);
  });

  it('works without a token, behind the URLs of the command and of the click', async () => {
    await using bot = await startBot({ withoutToken: true });
    const question = await questionOf(bot);
    await bot.click(question, 'confirm-deploy');
    const live = await becomes(bot, question, '*Live*');

    expect(live).toMatchObject({ by: 'response_url' });
    expect(bot.slack.messages).toHaveLength(1);
  });

  it('is not asked for by a button that is none of its own', async () => {
    await using bot = await startBot();
    const question = await questionOf(bot);
    const [block] = question.blocks.filter(({ type }) => type === 'actions');
    const old = { ...question, blocks: [{ ...block, elements: [{ type: 'button', action_id: 'old', value: '{' }] }] };
    await bot.click(old as never, 'old');
    await bot.logs.waitFor(({ click }) => click === 'old');

    expect(bot.engine.done()).toEqual([]);
    expect(bot.slack.messages).toHaveLength(1);
  });
});
