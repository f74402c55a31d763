import type { Lock } from '@exemplar/deploy-engine';

import { type Message, messageOf, plainMessage, section } from '../slack/message.ts';
import { bold, code, escape } from '../slack/mrkdwn.ts';
import { nameOf, spanOf } from './wording.ts';

const whatOf = ({ service, environment }: Pick<Lock, 'service' | 'environment'>): string =>
  `${service === 'all' ? 'All services' : code(service)} on ${bold(environment)}`;

/** A lock, in a line: what, by whom, for how long, why. */
export function lockLine({ actor, reason, ageMs }: Lock): string {
  return `:lock: Locked by ${nameOf(actor)} for ${spanOf(ageMs)}${reason === '' ? '' : `: ${escape(reason)}`}`;
}

export function lockedMessage(lock: Lock): Message {
  const reason = lock.reason === '' ? '' : `: ${escape(lock.reason)}`;
  const undo = code(`/deploy unlock ${lock.service} ${lock.environment}`);
  return plainMessage(`:lock: ${whatOf(lock)} locked by ${nameOf(lock.actor)}${reason}. ${undo} takes it away.`);
}

export const unlockedMessage = (lock: Lock, by: string): Message =>
  plainMessage(
    `:unlock: ${whatOf(lock)} unlocked by ${by}, after ${spanOf(lock.ageMs)}. It was locked by ${nameOf(lock.actor)}.`,
  );

/** Locks that have been there for long. */
export function reminderMessage(locks: readonly Lock[]): Message {
  return messageOf(`${locks.length} locks have been there for long`, [
    section(`:alarm_clock: ${bold('Still locked')}. Is it still needed?`),
    ...locks.map((lock) =>
      section([whatOf(lock), lockLine(lock), code(`/deploy unlock ${lock.service} ${lock.environment}`)].join('\n')),
    ),
  ]);
}
