import { createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

import { LRUCache } from 'lru-cache';

import { problem } from '@exemplar/http-kit';

export interface SignatureOptions {
  /** Slack's signing secret of the app. */
  readonly secret: string;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

/** What is older, or of a clock that is further off, is not believed. Seconds, as Slack advises. */
const WINDOW_SECONDS = 300;
/** Signatures that are remembered: more than any workspace sends within the window of both directions. */
const MAX_REMEMBERED = 100_000;

/** One answer for whatever is wrong: who tries learns nothing of why. */
const refused = (cause: string): Error =>
  problem('unauthorized', 'The request is not signed as Slack signs it, or not anew.', { cause: new Error(cause) });

export type SignatureCheck = (headers: IncomingHttpHeaders, body: Buffer) => void;

/**
 * Makes the check of Slack's signature, version 0: an HMAC-SHA256 over the time and the body's bytes.
 *
 * @returns throws HttpProblem `unauthorized` where the signature is missing or wrong, its time is more than five minutes off, or the
 * same request was taken before; the problem's cause says which
 * @see https://docs.slack.dev/authentication/verifying-requests-from-slack
 */
export function createSignatureCheck({ secret, now = Date.now }: SignatureOptions): SignatureCheck {
  const taken = new LRUCache<string, true>({ max: MAX_REMEMBERED });
  return (headers, body) => {
    const time = String(headers['x-slack-request-timestamp']);
    const given = String(headers['x-slack-signature']);
    if (!/^\d{1,12}$/.test(time)) throw refused('no time');
    if (Math.abs(now() / 1000 - Number(time)) > WINDOW_SECONDS) throw refused('more than five minutes off');
    const wanted = `v0=${createHmac('sha256', secret).update(`v0:${time}:`).update(body).digest('hex')}`;
    if (!isEqual(given, wanted)) throw refused('wrong signature');
    if (taken.has(wanted)) throw refused('taken before');
    taken.set(wanted, true);
  };
}

/** The time this takes tells nothing of where they differ. */
function isEqual(given: string, wanted: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(wanted)];
  return a.length === b.length && timingSafeEqual(a, b);
}
