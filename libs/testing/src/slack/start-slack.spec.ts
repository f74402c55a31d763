import { createHmac } from 'node:crypto';

import { LogLevel, WebClient } from '@slack/web-api';

import { stall } from '../behaviours/cut.ts';
import { json, respond } from '../behaviours/respond.ts';
import { startOrigin } from '../origin.ts';
import { signed } from './signed.ts';
import { type Slack, startSlack } from './start-slack.ts';

const section = (text: string) => ({ type: 'section', text: { type: 'mrkdwn', text } }) as const;
const CONFIRM = {
  type: 'actions',
  elements: [{ type: 'button', action_id: 'confirm', value: 'a', text: { type: 'plain_text', text: 'Deploy' } }],
} as const;

describe('a fake Slack', () => {
  let slack: Slack;
  let client: WebClient;
  const channel = 'C0DEPLOYS';
  const channelId = { channel };
  const postTo = (url: string, body: object): Promise<Response> =>
    fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  const call = async (method: string, said: Record<string, unknown> = {}): Promise<unknown> =>
    client.apiCall(method, said).catch((error: unknown) => (error as { data: { error: string } }).data.error);

  beforeEach(async () => {
    slack = await startSlack();
    client = new WebClient(slack.token, {
      slackApiUrl: slack.apiUrl,
      retryConfig: { retries: 0 },
      logLevel: LogLevel.ERROR,
    });
  });

  afterEach(async () => {
    await slack.close();
  });

  describe('to the real client', () => {
    it('says who it is', async () => {
      expect(await client.auth.test()).toMatchObject({ user_id: 'U0BOT', url: slack.url });
      expect(await client.api.test()).toMatchObject({ ok: true });
      expect(await client.conversations.info(channelId)).toMatchObject({ channel: { name: 'deploys' } });
    });

    it('knows people and their groups', async () => {
      expect(await client.users.info({ user: 'U0ADA' })).toMatchObject({ user: { name: 'ada' } });
      expect((await client.users.list({})).members).toHaveLength(2);
      expect((await client.usergroups.list()).usergroups).toMatchObject([{ handle: 'deployers', user_count: 1 }]);
      expect((await client.usergroups.users.list({ usergroup: 'S0DEPLOY' })).users).toEqual(['U0ADA']);
      expect(await call('users.info', { user: 'U1' })).toBe('user_not_found');
      expect(await call('usergroups.users.list', { usergroup: 'S1' })).toBe('no_such_subteam');
    });

    it('shows messages, with every state that they had', async () => {
      const { ts = '' } = await client.chat.postMessage({ channel, text: 'one', blocks: [section('one')] });
      await client.chat.update({ channel, ts, text: 'two' });
      await client.chat.postMessage({ channel, text: 'below', thread_ts: ts });
      expect(slack.messages).toMatchObject([
        { text: 'two', blocks: [], by: 'api', shown: [{ text: 'one', blocks: [section('one')] }, { text: 'two' }] },
        { text: 'below', threadTs: ts },
      ]);
      const { permalink } = await client.chat.getPermalink({ channel, message_ts: ts });
      expect(permalink).toBe(`https://exemplar.slack.com/archives/${channel}/p${ts.replace('.', '')}`);
      await client.chat.delete({ channel, ts });
      expect(slack.messages[0]?.isDeleted).toBe(true);
      expect(await call('chat.update', { channel, ts, text: 'three' })).toBe('message_not_found');
      expect(await call('chat.getPermalink', { channel, message_ts: '1' })).toBe('message_not_found');
    });

    it('shows some messages to one alone', async () => {
      await client.chat.postEphemeral({ channel, user: 'U0ADA', text: 'psst' });
      expect(slack.messages).toMatchObject([{ text: 'psst', onlyFor: 'U0ADA' }]);
    });

    it('takes JSON as well', async () => {
      const headers = { 'content-type': 'application/json', authorization: `Bearer ${slack.token}` };
      const body = JSON.stringify({ channel, text: 'hello', blocks: [section('hello')] });
      await fetch(`${slack.apiUrl}chat.postMessage`, { method: 'POST', headers, body });
      expect(slack.messages).toMatchObject([{ text: 'hello', blocks: [section('hello')] }]);
    });

    it.each([
      ['a channel that is not there', { channel: 'C1', text: 'a' }, 'channel_not_found'],
      ['a message of nothing', channelId, 'no_text'],
      ['a text without end', { ...channelId, text: 'a'.repeat(40_001) }, 'msg_too_long'],
      ['too many blocks', { ...channelId, blocks: Array<object>(51).fill({ type: 'divider' }) }, 'invalid_blocks'],
      ['blocks of no kind', { ...channelId, blocks: [{ type: 'marquee' }] }, 'invalid_blocks'],
      ['too long a section', { ...channelId, blocks: [section('a'.repeat(3001))] }, 'invalid_blocks'],
      ['an empty section', { ...channelId, blocks: [section('')] }, 'invalid_blocks'],
      ['blocks that are no list', { ...channelId, blocks: '{}' }, 'invalid_blocks_format'],
      ['blocks that are no JSON', { ...channelId, blocks: '[' }, 'invalid_blocks_format'],
    ])('refuses %s', async (_, said, error) => {
      expect(await call('chat.postMessage', said)).toBe(error);
    });

    it('takes as many elements as Slack does, and says where there are more', async () => {
      const of = (count: number) => [{ ...CONFIRM, elements: Array<unknown>(count).fill(CONFIRM.elements[0]) }];
      expect(await call('chat.postMessage', { channel, blocks: of(25) })).toMatchObject({ ok: true });
      const refused = await client
        .apiCall('chat.postMessage', { channel, blocks: of(26) })
        .catch((error: unknown) => error);
      expect(refused).toMatchObject({
        data: { response_metadata: { messages: [expect.stringContaining('/blocks/0/elements')] } },
      });
    });

    it('knows no other token, and no other method', async () => {
      const stranger = new WebClient('xoxb-other', { slackApiUrl: slack.apiUrl });
      await expect(stranger.auth.test()).rejects.toMatchObject({ data: { error: 'invalid_auth' } });
      const nobody = await fetch(`${slack.apiUrl}auth.test`, { method: 'POST' });
      expect(await nobody.json()).toEqual({ ok: false, error: 'not_authed' });
      expect(await call('admin.everything')).toBe('unknown_method');
    });
  });

  describe('for commands and clicks', () => {
    const bodyOf = ({ body }: { readonly body: string }): Record<string, string> =>
      Object.fromEntries(new URLSearchParams(body));

    it('signs what it sends, as the documentation has it', () => {
      // https://docs.slack.dev/authentication/verifying-requests-from-slack
      const body =
        'token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c';
      const { headers } = signed(body, { secret: '8f742231b10e8888abcd99yyyzzz85a5', timestamp: 1531420618 });
      expect(headers).toMatchObject({
        'x-slack-request-timestamp': '1531420618',
        'x-slack-signature': 'v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503',
      });
    });

    it('sends what somebody types', () => {
      const request = slack.command('/deploy shop 1.2', { user: 'U0GRACE' });
      expect(bodyOf(request)).toMatchObject({
        command: '/deploy',
        text: 'shop 1.2',
        user_id: 'U0GRACE',
        channel_id: channel,
      });
      const time = String(request.headers['x-slack-request-timestamp']);
      const wanted = createHmac('sha256', 'signing-secret').update(`v0:${time}:${request.body}`).digest('hex');
      expect(request.headers['x-slack-signature']).toBe(`v0=${wanted}`);
      expect(bodyOf(slack.command('/deploy'))).toMatchObject({ text: '', user_id: 'U0ADA' });
      expect(() => slack.command('/deploy', { user: 'U1' })).toThrow('There is no user "U1" in this workspace.');
    });

    it('sends a click, which may replace the message', async () => {
      await client.chat.postMessage({ channel, text: 'sure?', blocks: [section('sure?'), CONFIRM] });
      const [message] = slack.messages;
      if (!message) throw new Error('no message');
      const payload = JSON.parse(String(bodyOf(slack.click(message, 'confirm')).payload)) as Record<string, unknown>;
      expect(payload).toMatchObject({
        type: 'block_actions',
        user: { id: 'U0ADA' },
        container: { message_ts: message.ts, is_ephemeral: false },
        message: { text: 'sure?' },
        actions: [{ action_id: 'confirm', value: 'a' }],
      });
      expect(() => slack.click(message, 'cancel')).toThrow('no button "cancel": it has ["confirm"]');

      const url = String(payload.response_url);
      await postTo(url, { replace_original: true, text: 'yes' });
      expect(slack.messages).toMatchObject([{ text: 'yes' }]);
      await postTo(url, { delete_original: true });
      expect(slack.messages).toMatchObject([{ isDeleted: true }]);
    });

    it('tells no app what only one was shown', async () => {
      const accessory = CONFIRM.elements[0];
      await client.chat.postEphemeral({ channel, user: 'U0ADA', blocks: [{ ...section('sure?'), accessory }] });
      const message = await slack.waitForMessage(({ onlyFor }) => onlyFor !== undefined);
      const payload = JSON.parse(
        String(bodyOf(slack.click(message, 'confirm', { user: 'U0GRACE' })).payload),
      ) as object;
      expect(payload).toMatchObject({ user: { id: 'U0GRACE' }, container: { is_ephemeral: true } });
      expect(payload).not.toHaveProperty('message');
    });

    it('takes five posts to a response URL', async () => {
      const url = slack.responseUrl();
      const answers = await Promise.all(['1', '2', '3', '4', '5'].map((text) => postTo(url, { text })));
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
      const refused = await postTo(url, { text: '6' });
      expect([refused.status, await refused.json()]).toEqual([404, { ok: false, error: 'used_url' }]);
      expect(slack.messages[0]).toMatchObject({ onlyFor: 'U0ADA', by: 'response_url' });
    });

    it('replaces by a response URL what it showed first, and deletes nothing where it showed nothing', async () => {
      const url = slack.responseUrl();
      await postTo(url, { delete_original: true });
      await postTo(url, { replace_original: true, response_type: 'in_channel', text: 'one' });
      await postTo(url, { replace_original: true, text: 'two' });
      expect(slack.messages).toMatchObject([{ text: 'two', shown: [{ text: 'one' }, { text: 'two' }] }]);
      expect(slack.messages[0]).not.toHaveProperty('onlyFor');
    });

    it('takes no post to a response URL after half an hour, or to one that it did not make', async () => {
      let now = Date.now();
      await using later = await startSlack({ now: () => now });
      const url = later.responseUrl();
      now += 30 * 60 * 1000 + 1;
      expect((await postTo(url, { text: 'late' })).status).toBe(404);
      expect(await (await postTo(`${later.url}/commands/T1/1`, {})).json()).toEqual({
        ok: false,
        error: 'expired_url',
      });
    });
  });

  describe('misbehaves', () => {
    it('by a rate limit, which the client takes for one', async () => {
      slack.rateLimit(1, 30);
      const limited = new WebClient(slack.token, { slackApiUrl: slack.apiUrl, rejectRateLimitedCalls: true });
      await expect(limited.auth.test()).rejects.toMatchObject({ retryAfter: 30 });
      expect(await call('auth.test')).toMatchObject({ ok: true });
      expect(slack.calls.map(({ method }) => method)).toEqual(['auth.test', 'auth.test']);
    });

    it('by being slow, by failing, by refusing a method, until it behaves', async () => {
      slack.slow(1);
      slack.fail(1);
      slack.refuse('chat.update', 'cant_update_message');
      await expect(client.auth.test()).rejects.toMatchObject({ statusCode: 503 });
      expect(await call('auth.test')).toMatchObject({ ok: true });
      expect(await call('chat.update', { channel, ts: '1', text: 'a' })).toBe('cant_update_message');
      slack.behave();
      expect(await call('chat.update', { channel, ts: '1', text: 'a' })).toBe('message_not_found');
      slack.rateLimit(1);
      expect((await fetch(`${slack.apiUrl}api.test`, { method: 'POST' })).headers.get('retry-after')).toBe('1');
    });

    it('by being gone, and is back with all that was said', async () => {
      await client.chat.postMessage({ channel, text: 'before' });
      await slack.gone();
      await expect(fetch(slack.apiUrl)).rejects.toThrow('fetch failed');
      await slack.back();
      await client.chat.postMessage({ channel, text: 'after' });
      expect(slack.messages).toMatchObject([{ text: 'before' }, { text: 'after' }]);
    });

    it('goes on after a client that sends nonsense', async () => {
      const headers = { 'content-type': 'application/json' };
      await expect(fetch(`${slack.apiUrl}api.test`, { method: 'POST', headers, body: '{' })).rejects.toThrow('failed');
      expect(await call('api.test')).toMatchObject({ ok: true });
    });
  });

  describe('types a command', () => {
    const shown = () => slack.messages.map(({ text, onlyFor, by }) => ({ text, onlyFor, by }));

    it('and shows the answer of the app to who typed it, or to all', async () => {
      await using app = await startOrigin({
        '/json': json({ response_type: 'in_channel', text: 'to all' }),
        '/text': respond({ body: 'to one', headers: { 'content-type': 'text/plain' } }),
        '/bare': respond({ body: 'bare', headers: {} }),
        '/silent': respond({}),
      });
      for (const path of ['/json', '/text', '/bare', '/silent']) await slack.type(`${app.url}${path}`, '/deploy shop');
      expect(shown()).toEqual([
        { text: 'to all', onlyFor: undefined, by: 'answer' },
        { text: 'to one', onlyFor: 'U0ADA', by: 'answer' },
        { text: 'bare', onlyFor: 'U0ADA', by: 'answer' },
      ]);
      expect(app.requests[0]?.headers).toHaveProperty('x-slack-signature');
    });

    it('and says that the app refuses, is not there, or takes too long', async () => {
      await using app = await startOrigin({ '/broken': respond({ status: 500 }), '/stalled': stall() });
      await slack.type(`${app.url}/broken`, '/deploy', { user: 'U0GRACE' });
      await slack.type(`${app.url}/stalled`, '/deploy');
      await app.close();
      await slack.type(`${app.url}/gone`, '/deploy');
      expect(shown().map(({ text }) => text)).toEqual([
        '/deploy failed with the error "dispatch_failed"',
        '/deploy failed with the error "operation_timeout"',
        '/deploy failed with the error "dispatch_failed"',
      ]);
    });
  });

  it('signs by the clock where no time is said', () => {
    const before = Math.floor(Date.now() / 1000);
    const time = Number(signed('a=b', { secret: 'secret' }).headers['x-slack-request-timestamp']);
    expect(time).toBeGreaterThanOrEqual(before);
  });

  it('tells whoever watches of each change, until that ends', async () => {
    const seen: string[] = [];
    const end = slack.watch(({ text }) => seen.push(text));
    await client.chat.postMessage({ channel, text: 'one' });
    end();
    await client.chat.postMessage({ channel, text: 'two' });
    expect(seen).toEqual(['one']);
  });
});
