import { createHmac } from 'node:crypto';

export interface Signing {
  /** The app's signing secret. */
  readonly secret: string;
  /** Seconds since 1970; default now. */
  readonly timestamp?: number;
}

/** What `fetch` takes beside the URL. */
export interface SignedRequest {
  readonly method: 'POST';
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/**
 * Signs a body as Slack does: https://docs.slack.dev/authentication/verifying-requests-from-slack.
 *
 * @param body of a command or an interaction, URL-encoded
 */
export function signed(body: string, { secret, timestamp = Math.floor(Date.now() / 1000) }: Signing): SignedRequest {
  const signature = createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex');
  return {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
      'x-slack-request-timestamp': String(timestamp),
      'x-slack-signature': `v0=${signature}`,
    },
    body,
  };
}
