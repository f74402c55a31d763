import type { PodLog, Target } from '@exemplar/deploy-engine';

import { type Message, messageOf, plainMessage, section } from '../slack/message.ts';
import { bold, code, codeBlock } from '../slack/mrkdwn.ts';
import { placeOf } from './wording.ts';

/** The last lines of each pod. */
export function logsMessage(target: Target, pods: readonly PodLog[]): Message {
  if (pods.length === 0) return plainMessage(`No pods: ${placeOf(target)}.`);
  return messageOf(`Logs of ${placeOf(target)}`, [
    section(`${bold('Logs')} of ${placeOf(target)}`),
    ...pods.map(({ pod, lines }) =>
      section(`${code(pod)}\n${lines.length === 0 ? 'It has printed nothing.' : codeBlock(lines)}`),
    ),
  ]);
}
