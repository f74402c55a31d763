import { createOutboundClient } from '@exemplar/http-kit';
import { reset, respond, stall, startOrigin } from '@exemplar/testing';

import { plainMessage } from './message.ts';
import { createPostToUrl } from './post-to-url.ts';
import type { SlackError } from './slack-failure.ts';

const post = { message: plainMessage('hello'), forAll: true, replace: false };

describe('a post to a response_url', () => {
  it.each([
    ['/taken', null],
    ['/used', { reason: 'used_url', mayPass: false }],
    ['/wrong', { reason: 'invalid_blocks', mayPass: false }],
    ['/broken', { reason: 'status 500', mayPass: true }],
    ['/limited', { reason: 'status 429', mayPass: true, waitMs: 3000 }],
    ['/reset', { reason: 'upstream-unreachable', mayPass: true }],
    ['/silent', { reason: 'upstream-timeout', mayPass: true }],
  ])('to %s ends with %j', async (path, failure) => {
    await using origin = await startOrigin({
      '/taken': respond({ body: 'ok' }),
      '/used': respond({ status: 404, body: '{"ok":false,"error":"used_url"}' }),
      '/wrong': respond({ body: '{"ok":false,"error":"invalid_blocks"}' }),
      '/broken': respond({ status: 500 }),
      '/limited': respond({ status: 429, headers: { 'retry-after': '3' } }),
      '/reset': reset(),
      '/silent': stall(),
    });
    const client = createOutboundClient({ retries: 0 });
    const ended = await createPostToUrl(client, 200)(`${origin.url}${path}`, post).then(
      () => null,
      (error: unknown) => (error as SlackError).failure,
    );
    client.close();

    expect(ended).toEqual(failure);
  });

  it('fails, and may be tried again, where the client itself fails', async () => {
    const request = () => Promise.reject(new TypeError('closed'));
    const ended = await createPostToUrl({ request } as never)('http://a.test', post).catch((error: unknown) => error);

    expect(ended).toMatchObject({ failure: { reason: 'TypeError: closed', mayPass: true } });
  });
});
