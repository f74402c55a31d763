import { type OutboundClient, OutboundError } from '@exemplar/http-kit';

import type { Message } from './message.ts';
import { SlackError } from './slack-failure.ts';

export interface UrlPost {
  readonly message: Message;
  /** Whether all of the channel see it, or only who asked. */
  readonly forAll: boolean;
  /** Whether it takes the place of the message that the URL belongs to. */
  readonly replace: boolean;
}

/** Sends a message to a `response_url`, which takes five within half an hour. Throws a SlackError. */
export type PostToUrl = (url: string, post: UrlPost) => Promise<void>;

type Answer = Awaited<ReturnType<OutboundClient['request']>>;

export function createPostToUrl(client: OutboundClient, timeoutMs = 5000): PostToUrl {
  return async (url, { message, forAll, replace }) => {
    const json = { response_type: forAll ? 'in_channel' : 'ephemeral', replace_original: replace, ...message };
    const sent = client.request(url, { json, signal: AbortSignal.timeout(timeoutMs) });
    checkAnswer(
      await sent.catch((error: unknown) => {
        throw new SlackError('response_url', { reason: reasonOf(error), mayPass: true }, { cause: error });
      }),
    );
  };
}

const reasonOf = (error: unknown): string => (error instanceof OutboundError ? error.code : String(error));

/** Slack says `ok` as text, or with status 200, too, what is wrong as JSON. */
function checkAnswer({ status, headers, body }: Answer): void {
  const [, told] = /"error":\s*"([^"]+)"/.exec(body.toString()) ?? [];
  if (status < 300 && told === undefined) return;
  const wait = Number(headers['retry-after']);
  throw new SlackError('response_url', {
    reason: told ?? `status ${status}`,
    mayPass: status === 429 || status >= 500,
    ...(wait >= 0 && { waitMs: wait * 1000 }),
  });
}
