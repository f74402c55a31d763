import type { Actor, DeployKind, Target } from '@exemplar/deploy-engine';

import { CommandError } from '../commands/command-error.ts';
import type { CommandName } from '../commands/command-table.ts';
import { type Command, commandNameOf, parseCommand } from '../commands/parse-command.ts';
import { diffMessage } from '../messages/diff-message.ts';
import { helpMessage } from '../messages/help-message.ts';
import { historyMessage } from '../messages/history-message.ts';
import { lockedMessage, unlockedMessage } from '../messages/lock-message.ts';
import { logsMessage } from '../messages/logs-message.ts';
import { statusMessage } from '../messages/status-message.ts';
import { nameOf } from '../messages/wording.ts';
import type { Message } from '../slack/message.ts';
import { code } from '../slack/mrkdwn.ts';
import type { AskedCommand } from './asked.ts';
import type { BotParts } from './bot-parts.ts';
import { checkKnown } from './check-known.ts';
import { planOrder } from './plan-order.ts';
import { runOrder } from './run-order.ts';

interface Wish {
  readonly asked: AskedCommand;
  readonly command: Command;
  readonly actor: Actor;
  readonly target: Target;
}

/** What only helps is answered before anything is asked. */
type Doing = Exclude<CommandName, 'help'>;

/** Does what a command says. Gives what only the asker is told, if there is something. */
type Handler = (parts: BotParts, wish: Wish) => Promise<Message | null>;

const HANDLERS: Readonly<Record<Doing, Handler>> = {
  deploy: doer('deploy'),
  rollback: doer('rollback'),
  canary: doer('canary'),
  promote: doer('promote'),
  withdraw: doer('withdraw'),
  status: async ({ engine, now }, { actor, command }) =>
    statusMessage(await engine.status(actor, command.service), now()),
  history: async ({ engine }, { actor, target }) => historyMessage(target, await engine.history(actor, target)),
  diff: async ({ engine }, { actor, target, command }) =>
    diffMessage(target, await engine.diff(actor, target, command.version)),
  logs: async ({ engine }, { actor, target }) => logsMessage(target, await engine.logs(actor, target)),
  lock: async (parts, wish) => {
    announce(parts, wish.asked, lockedMessage(await parts.engine.lock(lockOf(wish))));
    return null;
  },
  unlock: async (parts, wish) => {
    announce(parts, wish.asked, unlockedMessage(await parts.engine.unlock(lockOf(wish)), nameOf(wish.actor)));
    return null;
  },
};

/**
 * Does what somebody asks by a command.
 *
 * @returns what only the asker is told, if there is something
 * @throws CommandError where it is not understood; StrangerError and DeployError where it is refused
 */
export async function runCommand(parts: BotParts, asked: AskedCommand): Promise<Message | null> {
  const { engine, rules } = parts;
  const { environments } = engine;
  if (commandNameOf(asked.text) === 'help') {
    return helpMessage(environments, parseCommand(asked.text, { services: [], environments }).topic);
  }
  const actor = await parts.actorOf(asked.userId, asked.userName);
  checkKnown(rules, actor);
  const command = parseCommand(asked.text, { services: await engine.services(), environments });
  const target = { service: command.service ?? '', environment: await environmentOf(parts, actor, command) };
  return HANDLERS[command.name as Doing](parts, { asked, command, actor, target });
}

/** The one that is named; of a canary's end the only one that has a canary; else the first. */
async function environmentOf({ engine }: BotParts, actor: Actor, command: Command): Promise<string> {
  const first = String(engine.environments[0]); // there is always one
  const { name, service = '', environment } = command;
  if (environment !== undefined) return environment;
  if (name !== 'promote' && name !== 'withdraw') return first;
  const all = await engine.status(actor, service);
  const running = all.filter(({ canary }) => canary !== null).map(({ target }) => target.environment);
  if (running.length > 1)
    throw new CommandError(`${code(service)} has canaries on ${running.map(code).join(' and ')}: say which.`);
  return running[0] ?? first;
}

/** Plans, and then asks for a confirmation, or begins. */
function doer(kind: DeployKind): Handler {
  return async (parts, { asked, command, actor, target }) => {
    const { plan, order } = await planOrder(parts, kind, { asked, command, actor, target });
    const where = { channel: asked.channel, responseUrl: asked.responseUrl };
    const { confirmation } = plan;
    if (confirmation !== null) {
      parts.questions.ask({ ...plan, confirmation }, order, where);
      return null;
    }
    await runOrder(parts, { order, actor }, where);
    return null;
  };
}

const lockOf = ({ command, actor, target }: Wish) => ({
  ...target,
  actor,
  ...(command.reason !== undefined && { reason: command.reason }),
});

/** Tells all where it was asked, and in the channel of deploys. */
function announce({ replies, openTeller, channel }: BotParts, asked: AskedCommand, message: Message): void {
  replies.reply(asked.responseUrl, message, { forAll: true });
  if (channel !== undefined && channel !== asked.channel) openTeller({}).tell(() => message, 'end');
}
