import type { HistoryEntry, Outcome, Target } from '@exemplar/deploy-engine';

import { type Message, messageOf, plainMessage, section } from '../slack/message.ts';
import { bold, escape } from '../slack/mrkdwn.ts';
import { commitOf, nameOf, placeOf, spanOf, timeOf, versionOf } from './wording.ts';

const MARKS: Readonly<Record<Outcome, string>> = {
  live: ':white_check_mark: live',
  canary: ':white_check_mark: canary',
  withdrawn: ':white_check_mark: withdrawn',
  'rolled-back': ':x: rolled back',
  failed: ':rotating_light: failed',
  'handed-over': ':hourglass_flowing_sand: handed over',
};

/** What was deployed, newest first. */
export function historyMessage(target: Target, entries: readonly HistoryEntry[]): Message {
  if (entries.length === 0) return plainMessage(`Nothing was deployed yet: ${placeOf(target)}.`);
  return messageOf(`History of ${placeOf(target)}`, [
    section(`${bold('History')} of ${placeOf(target)}`),
    ...entries.map((entry) => section(linesOf(entry).join('\n'))),
  ]);
}

function linesOf({
  kind,
  actor,
  confirmedBy,
  from,
  to,
  reason,
  at,
  durationMs,
  outcome,
  why,
}: HistoryEntry): readonly string[] {
  const confirmed =
    confirmedBy === undefined || confirmedBy.id === actor.id ? '' : `, confirmed by ${nameOf(confirmedBy)}`;
  return [
    `${timeOf(at)}: ${MARKS[outcome]} after ${spanOf(durationMs)}: ${kind} ${versionOf(from)} → ${versionOf(to)} by ${nameOf(actor)}${confirmed}`,
    commitOf(to),
    ...(reason === undefined ? [] : [`Because ${escape(reason)}`]),
    ...(why === undefined ? [] : [`Why: ${escape(why)}`]),
  ];
}
