import { gzipSync } from 'node:zlib';

import * as Sentry from '@sentry/node';

import { startSentryReceiver } from './start-sentry-receiver.ts';

const post = (dsn: string, body: string | Uint8Array, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(`${new URL(dsn).origin}/api/1/envelope/`, { method: 'POST', body, headers });

const EVENT = '{"event_id":"a"}\n{"type":"event"}\n{"message":"hello"}';

describe('the Sentry receiver', () => {
  it('takes what the real SDK sends, large events, which it packs, included', async () => {
    await using receiver = await startSentryReceiver();
    Sentry.init({ dsn: receiver.dsn, defaultIntegrations: false, enableRuntimeChannelInjection: false });
    Sentry.captureException(new Error('a bug'));
    const large = Array.from(
      { length: 900 },
      (_, at) => `line ${at} of what makes it larger than the 32 kB from which on the SDK packs`,
    );
    Sentry.captureException(new Error('a large bug'), { extra: { large } });
    const [small, packed] = await Promise.all(
      ['a bug', 'a large bug'].map((value) =>
        receiver.waitForEvent((event) => JSON.stringify(event).includes(`"value":"${value}"`)),
      ),
    );
    expect(small).toMatchObject({ exception: { values: [{ type: 'Error', value: 'a bug' }] } });
    expect(packed).toMatchObject({ extra: { large } });
    expect(receiver.envelopes[0]?.headers).toMatchObject({ sdk: { name: 'sentry.javascript.node' } });
    await Sentry.close();
  });

  it('reads envelopes, packed or not, with or without a length', async () => {
    await using receiver = await startSentryReceiver();
    await post(receiver.dsn, `${EVENT}\n{"type":"attachment","length":4}\na\nbc\n{"type":"session"}\n{}\n`);
    await post(receiver.dsn, gzipSync(EVENT), { 'content-encoding': 'gzip' });
    expect(receiver.envelopes[0]).toEqual({
      headers: { event_id: 'a' },
      items: [
        { type: 'event', payload: { message: 'hello' } },
        { type: 'attachment', payload: 'a\nbc' },
        { type: 'session', payload: {} },
      ],
    });
    expect(receiver.events).toEqual([{ message: 'hello' }, { message: 'hello' }]);
  });

  it('refuses what is no envelope, and goes on', async () => {
    await using receiver = await startSentryReceiver();
    const refused = await post(receiver.dsn, 'nonsense');
    expect([refused.status, await refused.text()]).toEqual([400, expect.stringContaining('SyntaxError')]);
    expect((await post(receiver.dsn, 'nonsense', { 'content-encoding': 'gzip' })).status).toBe(400);
    expect((await post(receiver.dsn, EVENT)).status).toBe(200);
    expect(receiver.envelopes).toHaveLength(1);
  });

  it('waits for the event that matches', async () => {
    await using receiver = await startSentryReceiver();
    const waiting = receiver.waitForEvent(({ message }) => message === 'second');
    await post(receiver.dsn, EVENT);
    await post(receiver.dsn, EVENT.replace('hello', 'second'));
    expect(await waiting).toEqual({ message: 'second' });
    expect(await receiver.waitForEvent()).toEqual({ message: 'hello' });
  });

  it('says what came when the awaited event does not', async () => {
    await using receiver = await startSentryReceiver();
    await expect(receiver.waitForEvent(undefined, 20)).rejects.toThrow(
      'an event that matches did not come within 20 ms',
    );
    await receiver.close();
  });
});
