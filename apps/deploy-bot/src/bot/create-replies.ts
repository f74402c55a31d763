import type { Logger } from '@exemplar/logging';

import type { Outbox } from '../slack/create-outbox.ts';
import { createPace } from '../slack/create-pace.ts';
import type { Message } from '../slack/message.ts';
import type { PostToUrl } from '../slack/post-to-url.ts';
import type { OnLost, Story } from '../slack/story.ts';

export interface ReplyOptions {
  /** Whether all of the channel see it. */
  readonly forAll?: boolean;
  /** Whether it takes the place of the message that was clicked. */
  readonly replace?: boolean;
}

/** Answers to who asked, by the `response_url` of what they asked. */
export interface Replies {
  reply(url: string, message: Message, options?: ReplyOptions): void;
  /** A message for all that is shown anew; each time takes the place of the one before, and is one of the five. */
  story(url: string): Story;
}

export interface RepliesOptions {
  readonly outbox: Outbox;
  readonly postToUrl: PostToUrl;
  readonly logger: Logger;
  /** How far two posts of a story are apart. Milliseconds. */
  readonly spacingMs: number;
}

/** Slack takes five. */
const MAX_POSTS = 5;

export function createReplies({ outbox, postToUrl, logger, spacingMs }: RepliesOptions): Replies {
  const onLost: OnLost = (_message, _weight, reason) => {
    logger.warn('Slack does not take an answer', { reason });
  };
  return {
    reply: (url, message, { forAll = false, replace = false } = {}) => {
      outbox
        .story({
          pace: createPace(0),
          send: (newest) => postToUrl(url, { message: newest, forAll, replace }),
          onLost,
        })
        .tell(() => message, 'end');
    },
    story: (url) =>
      outbox.story({
        pace: createPace(spacingMs),
        posts: MAX_POSTS,
        send: (message) => postToUrl(url, { message, forAll: true, replace: true }),
        onLost,
      }),
  };
}
