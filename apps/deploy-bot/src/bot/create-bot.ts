import { LRUCache } from 'lru-cache';

import { DeployError } from '@exemplar/deploy-engine';
import type { BugTracker } from '@exemplar/monitoring';

import { CommandError } from '../commands/command-error.ts';
import { bugMessage, mistakeMessage, refusalMessage } from '../messages/refusal-message.ts';
import { type Message, plainMessage } from '../slack/message.ts';
import { answerClick } from './answer-click.ts';
import type { Asked, AskedClick, AskedCommand } from './asked.ts';
import type { BotParts } from './bot-parts.ts';
import { runCommand } from './run-command.ts';
import { StrangerError } from './stranger-error.ts';

/** What Slack asks of. Each returns at once, and answers by the `response_url`. */
export interface Bot {
  command(asked: AskedCommand): void;
  click(asked: AskedClick): void;
  /** Resolves when all that was asked is done. */
  idle(): Promise<void>;
}

/** Requests that are remembered, and for how long. */
const REMEMBERED = { max: 10_000, ttl: 600_000 };

export function createBot(parts: BotParts & { readonly bugs: Pick<BugTracker, 'report'> }): Bot {
  const { logger, bugs, replies } = parts;
  const known = new LRUCache<string, true>(REMEMBERED);
  const underWay = new Set<Promise<void>>();

  const answer = async (what: object, asked: Asked, run: () => Promise<Message | null>): Promise<void> => {
    const said = { ...what, user: asked.userId, channel: asked.channel, request: asked.id };
    try {
      const message = await run();
      if (message !== null) replies.reply(asked.responseUrl, message);
      logger.info('Slack was answered', said);
    } catch (error) {
      const told = refusalOf(error);
      if (told === null) {
        logger.error('What Slack asked failed', { ...said, error });
        bugs.report(error);
      } else logger.info('Slack was refused', { ...said, code: told.code, reason: (error as Error).message });
      if (told?.message !== null) replies.reply(asked.responseUrl, told?.message ?? bugMessage(asked.requestId));
    }
  };
  const take = (what: object, asked: Asked, run: () => Promise<Message | null>): void => {
    if (known.has(asked.id)) {
      logger.info('Slack asked again, which changes nothing', { ...what, request: asked.id });
      return;
    }
    known.set(asked.id, true);
    const done = answer(what, asked, run).finally(() => underWay.delete(done));
    underWay.add(done);
  };
  return {
    command: (asked) => {
      take({ command: asked.text }, asked, () => runCommand(parts, asked));
    },
    click: (asked) => {
      take({ click: asked.action }, asked, () => answerClick(parts, asked));
    },
    idle: async () => {
      while (underWay.size > 0) await Promise.all(underWay);
    },
  };
}

interface Refusal {
  readonly code: string;
  /** null where nobody has to be told. */
  readonly message: Message | null;
}

/** What the asker is told of an error; null where it is a bug. */
function refusalOf(error: unknown): Refusal | null {
  if (error instanceof CommandError) return { code: 'not-understood', message: mistakeMessage(error.message) };
  if (error instanceof StrangerError) {
    return { code: 'unknown-person', message: plainMessage(`:no_entry: ${error.message}`) };
  }
  if (!(error instanceof DeployError)) return null;
  // another process was asked the same, and tells of it
  if (error.code === 'duplicate-request') return { code: error.code, message: null };
  return { code: error.code, message: refusalMessage(error.code, error.message) };
}
