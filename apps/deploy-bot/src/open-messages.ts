import type { ServiceContext } from '@exemplar/http-kit';

import { createReplies, type Replies } from './bot/create-replies.ts';
import { createTellers, type OpenTeller } from './bot/create-tellers.ts';
import type { settings } from './settings.ts';
import { createOutbox } from './slack/create-outbox.ts';
import { createPace } from './slack/create-pace.ts';
import { openSlack, type Slack } from './slack/open-slack.ts';
import { createPostToUrl } from './slack/post-to-url.ts';

/** All in milliseconds. */
export interface MessageTimes {
  /** How far two calls of Slack's Web API are apart. */
  readonly spacingMs: number;
  /** How far two posts to a `response_url` are apart that show the same message anew. */
  readonly urlSpacingMs: number;
  /** How long the first wait is after Slack did not take something. */
  readonly retryMs: number;
  /** How long what is not shown yet is waited for at the end. */
  readonly flushMs: number;
}

export interface Messages {
  readonly replies: Replies;
  readonly openTeller: OpenTeller;
  /** Undefined without a token. */
  readonly slack: Slack | undefined;
}

type Context = Pick<ServiceContext<typeof settings>, 'config' | 'logger' | 'onClose' | 'outbound'>;

/** Opens the ways to Slack: its Web API, where there is a token, and the `response_url`s. */
export function openMessages({ config, logger, onClose, outbound }: Context, times: MessageTimes): Messages {
  const { SLACK_BOT_TOKEN: token, SLACK_API_URL: apiUrl, SLACK_CHANNEL: channel } = config;
  const slack = token === undefined ? undefined : openSlack({ token, apiUrl, logger });
  // a post that may have come through is not sent again by the client: the outbox decides
  const postToUrl = createPostToUrl(outbound({ name: 'response_url', retries: 0 }));
  const outbox = createOutbox({ logger, retryMs: times.retryMs });
  onClose('messages', () => outbox.close(times.flushMs));
  const replies = createReplies({ outbox, postToUrl, logger, spacingMs: times.urlSpacingMs });
  const openTeller = createTellers({ outbox, replies, logger, slack, channel, pace: createPace(times.spacingMs) });
  return { replies, openTeller, slack };
}
