import type { DeployEngine, DeployRules } from '@exemplar/deploy-engine';
import type { ServiceContext } from '@exemplar/http-kit';

import { type Bot, createBot } from './bot/create-bot.ts';
import { createNewsroom } from './bot/create-newsroom.ts';
import { createQuestions } from './bot/create-questions.ts';
import { createReminders } from './bot/create-reminders.ts';
import { wasDone } from './bot/was-done.ts';
import type { LinksOf } from './messages/links.ts';
import { type MessageTimes, openMessages } from './open-messages.ts';
import { slackGroupsOf } from './read-rules.ts';
import type { settings } from './settings.ts';
import { createPeople, slackIdOf } from './slack/create-people.ts';

/** All in milliseconds. */
export interface BotTimes extends MessageTimes {
  /** How often the time that has passed is shown anew. */
  readonly tickMs: number;
  /** How often locks are looked at that may have been forgotten. */
  readonly remindMs: number;
}

/** Of edits Slack takes 50 a minute, and more for a while: https://docs.slack.dev/apis/web-api/rate-limits (tier 3). */
const TIMES: BotTimes = {
  spacingMs: 1200,
  urlSpacingMs: 3000,
  retryMs: 1000,
  flushMs: 5000,
  tickMs: 5000,
  remindMs: 300_000,
};

export interface OpenBotOptions {
  readonly engine: DeployEngine;
  readonly rules: DeployRules;
  readonly linksOf: LinksOf;
  readonly times?: Partial<BotTimes>;
}

type Context = Pick<ServiceContext<typeof settings>, 'config' | 'logger' | 'bugs' | 'onClose' | 'outbound'>;

/** Opens what Slack's requests are answered with, and takes up what a bot that is gone left under way. */
export async function openBot(context: Context, { engine, rules, linksOf, times }: OpenBotOptions): Promise<Bot> {
  const { config, logger, bugs, onClose } = context;
  const all = { ...TIMES, ...times };
  const now = Date.now;
  const { slack, replies, openTeller } = openMessages(context, all);
  const newsroom = createNewsroom({
    openTeller,
    replies,
    linksOf,
    logger,
    tickMs: all.tickMs,
    now,
    keepMessage: ({ target, id }, message) => engine.keepMessage(target, id, message),
  });
  const actorOf = createPeople({ groups: slackGroupsOf(rules), slack, logger });
  const questions = createQuestions({
    openTeller,
    now,
    wasDone: async (order) => wasDone(engine, await actorOf(slackIdOf(order.asker), order.asker.name), order),
  });
  const places = { channel: config.SLACK_CHANNEL, hasChannels: slack !== undefined };
  const bot = createBot({
    engine,
    rules,
    actorOf,
    replies,
    newsroom,
    questions,
    openTeller,
    ...places,
    logger,
    bugs,
    now,
  });
  const endReminders = createReminders({ engine, openTeller, logger, everyMs: all.remindMs });
  onClose('deploys', async () => {
    endReminders();
    questions.close();
    await engine.close(); // what is under way is handed over
    await bot.idle();
    newsroom.close();
  });
  await engine.resume(newsroom.onProgress);
  return bot;
}
