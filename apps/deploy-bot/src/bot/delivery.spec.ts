import { setTimeout as sleep } from 'node:timers/promises';

import type { DeployEngine, DeployProgress, OnProgress } from '@exemplar/deploy-engine';
import { until } from '@exemplar/testing';
import type { SlackMessage } from '@exemplar/testing/slack';

import { progress } from '../../fixtures/samples.ts';
import { goThrough, scriptedEngine } from '../../fixtures/scripted-engine.ts';
import { startBot, type StartedBot } from '../../fixtures/start-bot.ts';
import { textOf } from '../../fixtures/text-of.ts';

const isLive = ({ text }: SlackMessage): boolean => text.includes('*Live*') && text.includes('ready');

/** An engine whose deploys go on when they are told to. */
function steppedEngine(more: Partial<DeployEngine> = {}) {
  let tell: OnProgress = () => undefined;
  let id = '';
  const ended = Promise.withResolvers<undefined>();
  const engine = scriptedEngine({
    deploy: async (request, onProgress) => {
      [tell, id] = [onProgress, request.id];
      await ended.promise;
      return progress({ id, phase: 'live' }) as never;
    },
    ...more,
  });
  return {
    engine,
    /** Waits until a deploy was asked for, and tells of it. */
    step: async (step: Partial<DeployProgress>) => {
      await until(() => id !== '', 'a deploy');
      tell(progress({ id, ...step }));
    },
    end: () => {
      ended.resolve(undefined);
    },
  };
}

/** How often a message was shown. */
const timesShown = ({ slack }: StartedBot): number => slack.messages.reduce((sum, { shown }) => sum + shown.length, 0);

describe('the message of a deploy', () => {
  it('is in the channel of deploys, wherever it was asked for', async () => {
    await using bot = await startBot({ env: { SLACK_CHANNEL: 'C0DEPLOYS' } });
    await bot.type('/deploy shop', { channel: 'C0TEAM' });

    expect(await bot.slack.waitForMessage(isLive)).toMatchObject({ channel: 'C0DEPLOYS', by: 'api' });
    expect(await bot.slack.waitForMessage(({ onlyFor }) => onlyFor === 'U0ADA')).toMatchObject({ channel: 'C0TEAM' });
  });

  it('is where it was asked for if the bot is not let into the channel of deploys', async () => {
    await using bot = await startBot({ env: { SLACK_CHANNEL: 'C0SECRET' } });
    await bot.type('/deploy shop', { channel: 'C0TEAM' });

    expect(await bot.slack.waitForMessage(isLive)).toMatchObject({ channel: 'C0TEAM', by: 'api' });
  });

  it('is behind the response_url if the bot is let into no channel', async () => {
    await using bot = await startBot();
    bot.slack.refuse('chat.postMessage', 'not_in_channel');
    await bot.type('/deploy shop');
    const live = await bot.slack.waitForMessage(isLive);

    expect([live.by, live.onlyFor]).toEqual(['response_url', undefined]);
  });

  it('is nowhere if no place takes it, and the deploy goes on', async () => {
    await using bot = await startBot();
    bot.slack.refuse('chat.postMessage', 'invalid_auth');
    bot.slack.refuse('response_url', 'expired_url');
    await bot.type('/deploy shop');
    await bot.logs.waitFor(
      ({ message, reason }) => message === 'Slack does not take an answer' && reason === 'expired_url',
    );

    expect(bot.engine.done()).toHaveLength(1);
    expect(bot.slack.messages).toEqual([]);
  });

  it('ends as the deploy did although Slack limits, fails and is slow', async () => {
    await using bot = await startBot();
    bot.slack.rateLimit(1, 0);
    bot.slack.fail(2);
    await bot.type('/deploy shop');

    expect(await bot.slack.waitForMessage(isLive)).toBeDefined();
  });

  it('says nothing of what was passed over while Slack was slow', async () => {
    const { engine, step, end } = steppedEngine();
    await using bot = await startBot({ engine });
    await bot.type('/deploy shop');
    await step({ phase: 'starting' });
    await bot.slack.waitForMessage(({ text }) => text.includes('starting'));
    bot.slack.slow(50);
    for (let ready = 0; ready < 20; ready += 1) await step({ phase: 'rolling-out', ready: ready % 3 });
    bot.slack.slow(0);
    await step({ phase: 'live', ready: 3 });
    end();
    await bot.slack.waitForMessage(isLive);

    expect(timesShown(bot)).toBeLessThan(6);
  });

  it('is brought when Slack is back, and a deploy does not wait for that', async () => {
    await using bot = await startBot();
    await bot.slack.gone();
    const { status } = await bot.type('/deploy shop');
    await until(() => bot.engine.done().length > 0, 'the deploy');
    await bot.slack.back();

    expect(status).toBe(200);
    expect(await bot.slack.waitForMessage(isLive)).toBeDefined();
  });

  it('shows the time that passes while nothing happens', async () => {
    const { engine, step, end } = steppedEngine();
    await using bot = await startBot({ engine, times: { tickMs: 10 } });
    await bot.type('/deploy shop');
    await step({ phase: 'rolling-out', startedAt: new Date(Date.now() - 3_600_000).toISOString() });
    await until(() => timesShown(bot) > 2, 'further states');
    await step({ phase: 'live' });
    end();

    expect(bot.slack.messages.map(textOf).join('\n')).toContain('1 h 0 min');
  });

  it('is no more than five posts without a token, the last of which tells how it ended', async () => {
    const { engine, step, end } = steppedEngine();
    await using bot = await startBot({ engine, withoutToken: true });
    await bot.type('/deploy shop');
    const phases = ['starting', 'applying', 'rolling-out', 'settling', 'rolling-back', 'rolled-back'] as const;
    for (const phase of phases) {
      await step({ phase });
      await step({ phase, ready: 2 });
      await sleep(30);
    }
    end();
    const ended = await bot.slack.waitForMessage(({ text }) => text.includes('rolled back'));

    expect(ended.shown).toHaveLength(5);
    expect(bot.slack.messages).toHaveLength(1);
  });
});

describe('a deploy that another process left under way', () => {
  it('is told of in the message that there is already', async () => {
    await using bot = await startBot();
    await bot.type('/deploy shop');
    const { ts, channel } = await bot.slack.waitForMessage(({ by }) => by === 'api');
    const left = { id: 'left', message: JSON.stringify({ channel, ts }), notes: ['Taken up from a bot that is gone.'] };
    goThrough(left, [{ phase: 'settling' }, { phase: 'live' }], bot.engine.tell);
    const told = await bot.slack.waitForMessage((message) => textOf(message).includes('Taken up'));

    expect(told.ts).toBe(ts);
  });

  it('is told of behind the response_url that it was asked by, without a token', async () => {
    await using bot = await startBot({ withoutToken: true });
    const url = bot.slack.responseUrl();
    goThrough({ id: 'left', message: JSON.stringify({ url }) }, [{ phase: 'live' }], bot.engine.tell);

    expect(await bot.slack.waitForMessage(isLive)).toMatchObject({ by: 'response_url' });
  });

  it.each([undefined, '{', '{"place":1}'])(
    'is told of anew in the channel of deploys where its place is %p',
    async (message) => {
      await using bot = await startBot({ env: { SLACK_CHANNEL: 'C0DEPLOYS' } });
      goThrough({ id: 'left', ...(message !== undefined && { message }) }, [{ phase: 'live' }], bot.engine.tell);

      expect(await bot.slack.waitForMessage(isLive)).toMatchObject({ channel: 'C0DEPLOYS' });
    },
  );

  it('is told of anew where its message was deleted', async () => {
    await using bot = await startBot({ env: { SLACK_CHANNEL: 'C0DEPLOYS' } });
    const message = JSON.stringify({ channel: 'C0TEAM', ts: '1.000001' });
    goThrough({ id: 'left', message }, [{ phase: 'live' }], bot.engine.tell);

    expect(await bot.slack.waitForMessage(isLive)).toMatchObject({ channel: 'C0DEPLOYS' });
  });

  it('is logged alone where there is no place for it', async () => {
    await using bot = await startBot({ withoutToken: true });
    goThrough({ id: 'left' }, [{ phase: 'live' }], bot.engine.tell);
    goThrough({ id: 'again' }, [{ phase: 'settling' }, { phase: 'handed-over' }], bot.engine.tell);

    expect(await bot.logs.waitFor(({ message }) => message === 'No place takes the message')).toBeDefined();
    expect(bot.slack.messages).toEqual([]);
  });
});

describe('a bot that stops', () => {
  it('hands over what is under way, and leaves its message to whoever goes on', async () => {
    const closed = Promise.withResolvers<undefined>();
    const { engine } = steppedEngine({
      deploy: async (request, onProgress) => {
        onProgress(progress({ id: request.id }));
        await closed.promise;
        return goThrough(request, [{ phase: 'handed-over' }], onProgress);
      },
      close: () => {
        closed.resolve(undefined);
        return Promise.resolve();
      },
    });
    await using bot = await startBot({ engine });
    await bot.type('/deploy shop');
    await bot.slack.waitForMessage(({ text }) => text.includes('rolling out'));
    await bot.service.stop();

    expect(bot.slack.messages).toHaveLength(1);
    expect(bot.slack.messages[0]?.text).toContain('rolling out');
  });

  it('shows what Slack has not taken yet, as long as it is let to', async () => {
    await using bot = await startBot();
    await bot.type('/deploy shop');
    await until(() => bot.engine.done().length > 0, 'the deploy');
    await bot.service.stop();

    expect(bot.slack.messages.some(isLive)).toBe(true);
  });
});
