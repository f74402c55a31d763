import type { DeployProgress } from '@exemplar/deploy-engine';

import { type Message, plainMessage } from '../slack/message.ts';
import { escape } from '../slack/mrkdwn.ts';
import { headOf } from './progress-head.ts';
import { versionOf } from './wording.ts';

/** How a deploy ended, in a line, for who asked for it. */
export function outcomeMessage(result: DeployProgress): Message {
  const why = result.trouble === undefined ? '' : ` ${escape(result.trouble.sentence)}`;
  const back = result.phase === 'rolled-back' ? ` ${versionOf(result.backTo ?? result.from)} serves again.` : '';
  return plainMessage(`${headOf(result, result.elapsedMs)}: ${versionOf(result.to)}.${why}${back}`);
}
