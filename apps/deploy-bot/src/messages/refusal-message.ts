import type { DeployErrorCode } from '@exemplar/deploy-engine';

import { context, type Message, messageOf, plainMessage, section } from '../slack/message.ts';
import { code, escape } from '../slack/mrkdwn.ts';

/** What may help, beside what the refusal says itself. */
const ADVICE: Partial<Readonly<Record<DeployErrorCode, string>>> = {
  locked: `${code('/deploy unlock')} takes a lock away.`,
  busy: `${code('/deploy status')} shows how far it is.`,
  'refused-release': `${code('--force')} takes it nevertheless.`,
  'changed-meanwhile': 'Ask again: what would change is shown anew.',
  'confirmation-lapsed': 'Ask again.',
  'unknown-version': `${code('/deploy history')} shows what was deployed.`,
};

/** Why something was not done. */
export function refusalMessage(errorCode: DeployErrorCode, sentence: string): Message {
  const text = `:no_entry: ${escape(sentence)}`;
  const advice = ADVICE[errorCode];
  return advice === undefined ? plainMessage(text) : messageOf(text, [section(text), context(advice)]);
}

/** What somebody typed is not understood. */
export const mistakeMessage = (text: string): Message =>
  messageOf(text, [section(`:grey_question: ${text}`), context(`${code('/deploy help')} lists the commands.`)]);

/** A bug: its id leads operators to what happened. */
export const bugMessage = (requestId: string): Message =>
  plainMessage(`:boom: The bot failed on this. Its operators are told; ${code(requestId)} leads them to it.`);
