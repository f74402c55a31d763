import request from 'supertest';

import { signed } from '@exemplar/testing/slack';

import { startBot, type StartedBot } from '../../fixtures/start-bot.ts';

const COMMAND = {
  command: '/deploy',
  text: 'status',
  user_id: 'U0ADA',
  response_url: 'http://127.0.0.1:1/commands/1',
  trigger_id: '1.2.3',
};

const form = (fields: object): string => new URLSearchParams(fields as Record<string, string>).toString();

describe('the routes that Slack calls', () => {
  let bot: StartedBot;

  beforeAll(async () => {
    bot = await startBot();
  });

  afterAll(() => bot[Symbol.asyncDispose]());

  /** Posts what is signed as Slack signs it. */
  const post = async (path: string, body: string) => {
    const answer = await bot.send(path, signed(body, { secret: bot.slack.signingSecret }));
    const text = await answer.text();
    return { status: answer.status, body: text === '' ? null : (JSON.parse(text) as Record<string, unknown>) };
  };

  it.each(['/slack/commands', '/slack/interactions'])(
    'refuse at %s what Slack has not signed, and do nothing',
    async (path) => {
      const answer = await request(bot.service.url).post(path).type('form').send(COMMAND).expect(401);

      expect(answer.body).toMatchObject({
        code: 'unauthorized',
        detail: 'The request is not signed as Slack signs it, or not anew.',
      });
      expect(bot.engine.calls.map(({ name }) => name)).not.toContain('status');
    },
  );

  it('take no more than a form', async () => {
    await request(bot.service.url).post('/slack/commands').send(COMMAND).expect(415);
    await request(bot.service.url)
      .post('/slack/commands')
      .type('form')
      .send({ text: 'x'.repeat(2_000_000) })
      .expect(413);
  });

  it('need no key of those that other clients have', async () => {
    await using keyed = await startBot({ env: { API_KEYS: 'a-key' } });

    expect((await keyed.type('/deploy help')).status).toBe(200);
  });

  it('say that they are there when Slack looks', async () => {
    expect(await post('/slack/commands', form({ ssl_check: 1, token: 'x' }))).toEqual({ status: 200, body: null });
  });

  it.each([
    ['/slack/commands', form({ text: 'status' })],
    ['/slack/commands', form({ ...COMMAND, response_url: 'nowhere' })],
    ['/slack/interactions', form({ text: 'status', more: 1 })],
    ['/slack/interactions', form({ payload: '{' })],
    ['/slack/interactions', form({ payload: '{"type":"block_actions","actions":[]}' })],
  ])('refuse at %s what is signed, but not what Slack sends: %s', async (path, body) => {
    expect(await post(path, body)).toMatchObject({ status: 400, body: { code: 'invalid-request' } });
  });

  it('take commands and clicks of which Slack says no more than it must', async () => {
    const { trigger_id: _, ...command } = COMMAND;
    const click = {
      type: 'block_actions',
      user: { id: 'U0ADA' },
      container: {},
      response_url: 'http://127.0.0.1:1/actions/1',
      actions: [{ action_id: 'link' }],
    };

    expect(await post('/slack/commands', form(command))).toEqual({ status: 200, body: null });
    expect(await post('/slack/interactions', form({ payload: JSON.stringify(click) }))).toEqual({
      status: 200,
      body: null,
    });
    expect(await bot.logs.waitFor((line) => line.click === 'link')).toMatchObject({
      request: expect.stringMatching(/^[\da-f]{64}$/) as string,
    });
  });

  it('leave other interactions alone', async () => {
    const payload = JSON.stringify({ type: 'view_closed' });

    expect(await post('/slack/interactions', form({ payload }))).toEqual({ status: 200, body: null });
  });
});
