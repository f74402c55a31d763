import type { ReleaseDiff, Target } from '@exemplar/deploy-engine';

import { type Message, messageOf, section } from '../slack/message.ts';
import { diffBlocks } from './diff-blocks.ts';
import { placeOf, versionOf } from './wording.ts';

/** What a release has that what runs has not. */
export function diffMessage(target: Target, diff: ReleaseDiff): Message {
  const head = `${placeOf(target)}: ${versionOf(diff.from)} → ${versionOf(diff.to)}`;
  return messageOf(`Difference of ${head}`, [section(head), ...diffBlocks(diff)]);
}
