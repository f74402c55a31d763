import { EventEmitter } from 'node:events';

import { checkMessage, type Content } from './check-message.ts';
import { SlackError } from './slack-error.ts';

/** A message as it is shown now, and what was shown before. */
export interface SlackMessage extends Content {
  /** Its id within the channel: `1700000000.000100`. */
  readonly ts: string;
  readonly channel: string;
  /** Who alone sees it. */
  readonly onlyFor?: string;
  /** The message that it is under. */
  readonly threadTs?: string;
  /** How it came: by the API, by a command's or a click's response_url, or as the direct answer to a command. */
  readonly by: 'api' | 'response_url' | 'answer';
  /** Every state that was shown, the present one last. */
  readonly shown: readonly Content[];
  readonly isDeleted: boolean;
}

export type NewMessage = Omit<SlackMessage, 'ts' | 'shown' | 'isDeleted'>;

export interface MessageBoard {
  readonly messages: readonly SlackMessage[];
  /** @throws SlackError as checkMessage */
  post(message: NewMessage): SlackMessage;
  /** @throws SlackError message_not_found, and as checkMessage */
  update(channel: string, ts: string, content: Content): SlackMessage;
  /** @throws SlackError message_not_found */
  remove(channel: string, ts: string): void;
  /** Calls with every message that is new or changes. @returns what ends it */
  readonly watch: (listener: (message: SlackMessage) => void) => () => void;
}

/** @param now milliseconds since 1970 */
export function createMessageBoard(now: () => number): MessageBoard {
  const messages: SlackMessage[] = [];
  const changes = new EventEmitter().setMaxListeners(0);
  let posted = 0;

  const show = (at: number, message: SlackMessage): SlackMessage => {
    messages[at] = message;
    changes.emit('change', message);
    return message;
  };
  const find = (channel: string, ts: string): readonly [number, SlackMessage] => {
    const at = messages.findIndex((message) => message.channel === channel && message.ts === ts && !message.isDeleted);
    const message = messages[at];
    if (!message) throw new SlackError('message_not_found');
    return [at, message];
  };
  return {
    messages,
    post: (message) => {
      checkMessage(message);
      const ts = `${Math.floor(now() / 1000)}.${String(++posted).padStart(6, '0')}`;
      const { text, blocks } = message;
      return show(messages.length, { ...message, ts, shown: [{ text, blocks }], isDeleted: false });
    },
    update: (channel, ts, { text, blocks }) => {
      checkMessage({ text, blocks });
      const [at, message] = find(channel, ts);
      return show(at, { ...message, text, blocks, shown: [...message.shown, { text, blocks }] });
    },
    remove: (channel, ts) => {
      const [at, message] = find(channel, ts);
      show(at, { ...message, isDeleted: true });
    },
    watch: (listener) => {
      changes.on('change', listener);
      return () => changes.off('change', listener);
    },
  };
}
