import { gzipSync } from 'node:zlib';

import * as Sentry from '@sentry/node';

import { startSentryReceiver } from './index.ts';

const post = (dsn: string, body: string | Uint8Array, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(`${new URL(dsn).origin}/api/1/envelope/`, { method: 'POST', body, headers });

const EVENT = '{"event_id":"a"}\n{"type":"event"}\n{"message":"hello"}';

describe('the Sentry receiver', () => {
  it('takes what the real SDK sends', async () => {
    await using receiver = await startSentryReceiver();
    Sentry.init({ dsn: receiver.dsn, defaultIntegrations: false, enableRuntimeChannelInjection: false });
    Sentry.captureException(new Error('a bug'));
    const event = await receiver.waitForEvent();
    expect(event).toMatchObject({ exception: { values: [{ type: 'Error', value: 'a bug' }] } });
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

  it('waits for the event that matches', async () => {
    await using receiver = await startSentryReceiver();
    const waiting = receiver.waitForEvent(({ message }) => message === 'second');
    await post(receiver.dsn, EVENT);
    await post(receiver.dsn, EVENT.replace('hello', 'second'));
    expect(await waiting).toEqual({ message: 'second' });
  });
});
