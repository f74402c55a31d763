import {
  LogLevel,
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
  WebClient,
} from '@slack/web-api';

import type { Logger } from '@exemplar/logging';

import type { Message } from './message.ts';
import { SlackError, type SlackFailure } from './slack-failure.ts';

/** Where a message is. */
export interface Place {
  readonly channel: string;
  readonly ts: string;
}

/** What of Slack's Web API is used. Each throws a SlackError; none tries again by itself. */
export interface Slack {
  /** Needs the scope `chat:write`. */
  readonly post: (channel: string, message: Message) => Promise<Place>;
  readonly update: (place: Place, message: Message) => Promise<void>;
  /** The ids of the people in a user group. Needs the scope `usergroups:read`. */
  readonly members: (group: string) => Promise<readonly string[]>;
}

export interface SlackOptions {
  readonly token: string;
  /** Slack's own where nothing is said. */
  readonly apiUrl?: string | undefined;
  readonly logger: Logger;
  /** How long a call may take. Milliseconds. */
  readonly timeoutMs?: number;
}

/** Slack's words for what is wrong with Slack, not with the call. */
const PASSING = new Set(['fatal_error', 'internal_error', 'ratelimited', 'request_timeout', 'service_unavailable']);

/** Opens Slack's Web API, by its own client: form, errors, rate limits and types are the vendor's. */
export function openSlack({ token, apiUrl, logger, timeoutMs = 5000 }: SlackOptions): Slack {
  const client = new WebClient(token, {
    ...(apiUrl !== undefined && { slackApiUrl: apiUrl.replace(/\/*$/, '/') }),
    timeout: timeoutMs,
    retryConfig: { retries: 0 }, // what is sent again has to be the newest state: the outbox knows
    rejectRateLimitedCalls: true,
    allowAbsoluteUrls: false,
    logger: quietLogger(logger),
  });
  return {
    post: async (channel, message) => {
      const { ts, channel: id } = await ask('chat.postMessage', () =>
        client.chat.postMessage({ channel, ...copyOf(message), unfurl_links: false, unfurl_media: false }),
      );
      return { channel: id ?? channel, ts: String(ts) };
    },
    update: async ({ channel, ts }, message) => {
      await ask('chat.update', () => client.chat.update({ channel, ts, ...copyOf(message) }));
    },
    members: async (group) => {
      const { users = [] } = await ask('usergroups.users.list', () =>
        client.usergroups.users.list({ usergroup: group }),
      );
      return users;
    },
  };
}

/** The client's types want lists that may change. */
const copyOf = ({ text, blocks }: Message) => ({ text, blocks: [...blocks] });

async function ask<T>(what: string, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw new SlackError(what, failureOf(error), { cause: error });
  }
}

function failureOf(error: unknown): SlackFailure {
  if (error instanceof WebAPIRateLimitedError) {
    return { reason: 'ratelimited', mayPass: true, waitMs: error.retryAfter * 1000 };
  }
  if (error instanceof WebAPIPlatformError) return { reason: error.data.error, mayPass: PASSING.has(error.data.error) };
  if (error instanceof WebAPIHTTPError) return { reason: `status ${error.statusCode}`, mayPass: true };
  if (error instanceof WebAPIRequestError) return { reason: error.original.message, mayPass: true };
  return { reason: (error as Error).message, mayPass: true };
}

/** The client's own lines tell nothing that its errors do not, and hold bodies. */
function quietLogger(logger: Logger) {
  const debug = (...words: readonly unknown[]): void => {
    logger.debug(`Slack's client: ${words.map(String).join(' ')}`);
  };
  const silent = (): void => undefined;
  return {
    debug: silent,
    info: debug,
    warn: debug,
    error: debug,
    setLevel: silent,
    setName: silent,
    getLevel: /* istanbul ignore next: the client never asks, but its type wants it */ () => LogLevel.WARN,
  };
}
