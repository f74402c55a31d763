import { createLogger } from '@exemplar/logging';
import { captureStream, json, respond, startOrigin } from '@exemplar/testing';
import { startSlack } from '@exemplar/testing/slack';

import { plainMessage } from './message.ts';
import { openSlack } from './open-slack.ts';

const logs = captureStream();
const logger = createLogger({ service: 'spec', version: '1', level: 'debug', format: 'json', output: logs.stream });

const failureOf = async (call: Promise<unknown>): Promise<unknown> =>
  call.then(
    () => 'none',
    (error: unknown) => (error as { readonly failure: unknown }).failure,
  );

describe("Slack's Web API", () => {
  it('posts, edits, and tells who is in a group', async () => {
    await using slack = await startSlack();
    const { post, update, members } = openSlack({ token: slack.token, apiUrl: slack.apiUrl, logger });
    const place = await post('C0DEPLOYS', plainMessage('one'));
    await update(place, plainMessage('two'));

    expect(slack.messages).toMatchObject([{ ...place, text: 'two', shown: [{ text: 'one' }, { text: 'two' }] }]);
    expect(await members('S0DEPLOY')).toEqual(['U0ADA']);
  });

  it('says of each failure what it was, and whether it may pass', async () => {
    await using slack = await startSlack();
    const { post } = openSlack({ token: slack.token, apiUrl: slack.apiUrl.replace(/\/$/, ''), logger });
    const failure = (): Promise<unknown> => failureOf(post('C0DEPLOYS', plainMessage('one')));
    slack.rateLimit(1, 7);
    const limited = await failure();
    slack.fail(1);
    const failed = await failure();
    slack.refuse('chat.postMessage', 'channel_not_found', 1);
    const refused = await failure();
    slack.refuse('chat.postMessage', 'internal_error', 1);
    const broken = await failure();
    await slack.gone();

    expect([limited, failed, refused, broken, await failure()]).toEqual([
      { reason: 'ratelimited', mayPass: true, waitMs: 7000 },
      { reason: 'status 503', mayPass: true },
      { reason: 'channel_not_found', mayPass: false },
      { reason: 'internal_error', mayPass: true },
      { reason: expect.stringContaining('fetch failed') as string, mayPass: true },
    ]);
    expect(logs.json().every(({ level }) => level === 'debug')).toBe(true);
  });

  it('waits for no answer longer than it is told to', async () => {
    await using slack = await startSlack();
    slack.slow(10_000);
    const { members } = openSlack({ token: slack.token, apiUrl: slack.apiUrl, logger, timeoutMs: 20 });

    expect(await failureOf(members('S0DEPLOY'))).toMatchObject({ mayPass: true });
  });

  it('survives answers that Slack does not give', async () => {
    await using origin = await startOrigin({
      '/api/chat.postMessage': json({ ok: true, ts: '1.1' }),
      '/api/usergroups.users.list': json({ ok: true }),
      '/api/chat.update': respond({ status: 429, headers: { 'retry-after': 'soon' } }),
    });
    const { post, members, update } = openSlack({ token: 'xoxb-1', apiUrl: `${origin.url}/api/`, logger });

    expect(await post('C1', plainMessage('one'))).toEqual({ channel: 'C1', ts: '1.1' });
    expect(await members('S1')).toEqual([]);
    expect(await failureOf(update({ channel: 'C1', ts: '1.1' }, plainMessage('one')))).toMatchObject({ mayPass: true });
  });
});
