import type { Actor, Confirmation, Plan } from '@exemplar/deploy-engine';

import { buttons, context, fields, type Message, messageOf, plainMessage, section } from '../slack/message.ts';
import { bold, escape } from '../slack/mrkdwn.ts';
import { diffBlocks } from './diff-blocks.ts';
import type { Order } from './order.ts';
import { nameOf, placeOf, spanOf, TO_DO, versionOf } from './wording.ts';

export const CONFIRM = 'confirm-deploy';
export const CANCEL = 'cancel-deploy';

/** The question before something is done, with what it would change. */
export function confirmationMessage(plan: Plan, { by, withinMs }: Confirmation, order: Order): Message {
  const { kind, target, from, to, diff } = plan;
  const question = `${TO_DO[kind]} ${placeOf(target)}?`;
  const value = JSON.stringify(order);
  return messageOf(`${question} ${versionOf(from)} → ${versionOf(to)}, asked by ${nameOf(order.asker)}`, [
    section(`:question: ${bold('To be confirmed')}: ${question}`),
    fields([
      [
        'Version',
        `${versionOf(from)} → ${versionOf(to)}${order.percent === undefined ? '' : `, ${order.percent} % of requests`}`,
      ],
      ['Asked by', nameOf(order.asker)],
    ]),
    ...diffBlocks(diff),
    ...(order.reason === undefined ? [] : [context(`Because ${escape(order.reason)}`)]),
    context(`Confirmed by ${escape(by)}, within ${spanOf(withinMs)}.`),
    buttons(
      { action: CONFIRM, label: `Yes, ${TO_DO[kind].toLowerCase()} ${target.service}`, value, style: 'primary' },
      { action: CANCEL, label: 'No', value },
    ),
  ]);
}

/** What the question becomes when nobody said yes in time. */
export const lapsedMessage = (order: Order): Message =>
  plainMessage(
    `:no_entry_sign: ${bold('Not confirmed in time')}: nothing was done with ${placeOf(order)}. ${nameOf(order.asker)} may ask again.`,
  );

export const cancelledMessage = (order: Order, by: Actor): Message =>
  plainMessage(`:no_entry_sign: ${bold('Cancelled')} by ${nameOf(by)}: nothing was done with ${placeOf(order)}.`);
