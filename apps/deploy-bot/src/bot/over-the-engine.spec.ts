import type { SlackMessage } from '@exemplar/testing/slack';

import { REAL_RULES, realEngine } from '../../fixtures/real-engine.ts';
import { startBotOn, type StartedBot } from '../../fixtures/start-bot.ts';
import openSurroundings, { type DeploySurroundings, VERSIONS } from '../../fixtures/surroundings.ts';
import { textOf } from '../../fixtures/text-of.ts';

const [OLD, , BAD] = VERSIONS;

describe('the bot over the engine itself', () => {
  let around: DeploySurroundings;

  beforeEach(async () => {
    around = await openSurroundings();
  });

  afterEach(() => around.close());

  const start = () => startBotOn(realEngine(around), { rules: REAL_RULES, slack: around.slack });

  /** Waits until a message of the channel, or one that only the asker sees, says this. */
  const shown = (text: string): Promise<SlackMessage> =>
    around.slack.waitForMessage((message) => textOf(message).includes(text), 20_000);

  const deployed = async (bot: Pick<StartedBot, 'type'>, typed: string, version: string): Promise<void> => {
    await bot.type(typed);
    await around.slack.waitForMessage(
      (message) =>
        message.onlyFor !== undefined && textOf(message).includes(`*Live*`) && textOf(message).includes(version),
      20_000,
    );
  };

  it('puts back what was healthy, says why, and refuses what failed from then on', async () => {
    await using bot = await start();
    await deployed(bot, `/deploy shop ${OLD}`, OLD);
    const image = new RegExp(String(around.images[BAD]?.split('@')[1]));
    around.cluster.behaves({ image, pods: 'crash', exitCode: 78, log: ['TOKEN=abcdefgh must be a number'] });
    await bot.type(`/deploy shop ${BAD}`);
    const failing = await shown('*Going back to*');
    const back = await shown('*Put back*');
    await bot.type(`/deploy shop ${BAD}`);
    const refused = await shown('takes it nevertheless.');

    expect(back.ts).toBe(failing.ts);
    expect(textOf(back)).toContain('*Why*: ');
    expect(textOf(back)).toContain('TOKEN=[redacted] must be a number');
    expect(textOf(back)).toContain(`*Put back*: \`${OLD}\`, which serves again.`);
    expect(refused).toBeDefined();
  }, 60_000);

  it('asks before production, and lets only the asker say yes', async () => {
    await using bot = await start();
    await bot.type('/deploy shop production');
    const question = await shown('*To be confirmed*');
    await bot.click(question, 'confirm-deploy', { user: 'U0GRACE' });
    const refused = await shown('may not confirm this');
    await bot.click(question, 'confirm-deploy');
    const live = await around.slack.waitForMessage(
      ({ ts, text }) => ts === question.ts && text.includes('*Live*'),
      20_000,
    );

    expect(refused.onlyFor).toBe('U0GRACE');
    expect(textOf(question)).toContain('Confirmed by ada, within 1 min 0 s.');
    expect(textOf(live)).toContain('3 of 3 ready');
  }, 40_000);

  it('keeps a lock, tells of it, and lets go of it', async () => {
    await using bot = await start();
    await bot.type('/deploy lock shop staging we look at a leak');
    await shown(':lock: `shop` on *staging* locked by <@U0ADA>: we look at a leak.');
    await bot.type('/deploy shop');
    const refused = await shown('shop is locked in staging by ada');
    await bot.type('/deploy unlock shop');
    await shown(':unlock: `shop` on *staging* unlocked by <@U0ADA>');
    await deployed(bot, '/deploy shop', BAD);

    expect(refused.onlyFor).toBe('U0ADA');
  }, 40_000);

  it('goes on with what a bot that stops had begun, in the same message', async () => {
    around.cluster.behaves({ image: /./, pods: 'ready', after: 200 });
    await using first = await start();
    await first.type('/deploy shop');
    const begun = await shown('rolling out');
    await using second = await start();
    await first.service.stop();
    const live = await around.slack.waitForMessage(
      ({ ts, text }) => ts === begun.ts && text.includes('*Live*'),
      20_000,
    );

    expect(second.service.url).not.toBe(first.service.url);
    expect(textOf(live)).toContain('another took it up.');
    expect(around.slack.messages.filter(({ by }) => by === 'api')).toHaveLength(1);
  }, 40_000);

  it('shows what runs, its history, its logs, and what a version would change', async () => {
    await using bot = await start();
    await deployed(bot, `/deploy shop ${OLD}`, OLD);
    await bot.type('/deploy status shop');
    expect(textOf(await shown(':white_check_mark: Fine: `shop` on *staging*'))).toContain('Last: deploy of');
    await bot.type('/deploy history shop');
    expect(textOf(await shown('*History*'))).toContain(`deploy nothing → \`${OLD}\` by <@U0ADA>`);
    await bot.type('/deploy logs shop');
    expect(textOf(await shown('*Logs*'))).toContain('`shop-');
    await bot.type(`/deploy diff shop ${BAD}`);
    expect(textOf(await shown('*Image*: `shop@'))).toContain('*Commits*:\n• ');
  }, 40_000);
});
