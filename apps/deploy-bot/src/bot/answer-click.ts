import { type Actor, DeployError } from '@exemplar/deploy-engine';

import { CANCEL, cancelledMessage, CONFIRM, lapsedMessage } from '../messages/confirmation-message.ts';
import { type Order, readOrder } from '../messages/order.ts';
import { refusalMessage } from '../messages/refusal-message.ts';
import { slackIdOf } from '../slack/create-people.ts';
import type { AskedClick } from './asked.ts';
import type { BotParts } from './bot-parts.ts';
import { checkKnown } from './check-known.ts';
import { runOrder } from './run-order.ts';

interface Click {
  readonly asked: AskedClick;
  readonly order: Order;
  readonly asker: Actor;
  readonly clicker: Actor;
}

const REPLACE = { forAll: true, replace: true };

/**
 * Answers a click on a confirmation. All of what was asked for is in the button: it does not matter which process asked, or when it began.
 *
 * @throws StrangerError and DeployError where the click does not count
 */
export async function answerClick(parts: BotParts, asked: AskedClick): Promise<null> {
  if (asked.action !== CONFIRM && asked.action !== CANCEL) return null; // a button of a message of another version of the bot
  const order = readOrder(asked.value);
  if (parts.now() >= order.until) {
    parts.questions.settle(order.id);
    parts.replies.reply(asked.responseUrl, lapsedMessage(order), REPLACE);
    return null;
  }
  const [asker, clicker] = await Promise.all([
    parts.actorOf(slackIdOf(order.asker), order.asker.name),
    parts.actorOf(asked.userId, asked.userName),
  ]);
  checkKnown(parts.rules, clicker);
  const click = { asked, order, asker, clicker };
  if (asked.action === CANCEL) cancel(parts, click);
  else await confirm(parts, click);
  return null;
}

/** Who asked may always take it back. */
function cancel({ engine, questions, replies }: BotParts, { asked, order, asker, clicker }: Click): void {
  if (clicker.id !== asker.id) engine.mayConfirm(order, asker, clicker);
  questions.settle(order.id);
  replies.reply(asked.responseUrl, cancelledMessage(order, clicker), REPLACE);
}

async function confirm(parts: BotParts, { asked, order, asker, clicker }: Click): Promise<void> {
  parts.engine.mayConfirm(order, asker, clicker);
  parts.questions.settle(order.id);
  const { channel, messageTs: ts, responseUrl } = asked;
  const where = { responseUrl, channel, ...(parts.hasChannels && { place: { channel, ts } }) };
  try {
    await runOrder(parts, { order, actor: asker, confirmedBy: clicker }, where);
  } catch (error) {
    // the question is answered, so that its buttons have to go; but for a second click, which the first one's message tells of
    if (error instanceof DeployError && error.code !== 'duplicate-request') {
      parts.replies.reply(responseUrl, refusalMessage(error.code, error.message), REPLACE);
    }
    throw error;
  }
}
