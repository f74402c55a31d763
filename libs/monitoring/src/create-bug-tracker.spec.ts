import { type Logger, runWithContext } from '@exemplar/logging';
import { type SentryEvent, type SentryReceiver, startSentryReceiver } from '@exemplar/testing';

import { type BugTracker, createBugTracker } from './index.ts';

const warnings: string[] = [];
const logger = { debug: () => undefined, warn: (message: string) => warnings.push(message) } as unknown as Logger;
const identity = { environment: 'staging', service: 'shop', version: '1.2.3', logger };

describe('the bug tracker', () => {
  let receiver: SentryReceiver;
  let bugs: BugTracker;

  beforeEach(async () => {
    receiver = await startSentryReceiver();
    bugs = await createBugTracker({ ...identity, dsn: receiver.dsn });
  });

  afterEach(async () => {
    await bugs.close();
    await receiver.close();
  });

  const reported = async (error: unknown, extra?: Record<string, unknown>): Promise<SentryEvent> => {
    bugs.report(error, extra);
    return receiver.waitForEvent();
  };

  it('reports a bug with release, environment, service and stack', async () => {
    const event = await reported(new TypeError('no such thing', { cause: new Error('the cause') }), { job: 'nightly' });
    expect(event).toMatchObject({
      release: 'shop@1.2.3',
      environment: 'staging',
      tags: { service: 'shop' },
      extra: { job: 'nightly' },
      exception: {
        values: [
          { type: 'Error', value: 'the cause' },
          {
            type: 'TypeError',
            value: 'no such thing',
            stacktrace: {
              frames: expect.arrayContaining([
                expect.objectContaining({ filename: expect.stringContaining('create-bug-tracker.spec.ts') as string }),
              ]) as unknown,
            },
          },
        ],
      },
    });
  });

  it('adds the request it happened in, and nothing of the client', async () => {
    const context = { requestId: 'r-1', traceId: 'a'.repeat(32), spanId: 'b'.repeat(16), traceFlags: '01' };
    runWithContext({ ...context, route: '/users/:id' }, () => {
      bugs.report(new Error('a bug'));
    });
    const event = await receiver.waitForEvent();
    expect(event).toMatchObject({
      tags: { request_id: 'r-1', route: '/users/:id' },
      contexts: { trace: { trace_id: context.traceId } },
    });
    expect(event).not.toHaveProperty('request');
    expect(event).not.toHaveProperty('user');
    expect(event).not.toHaveProperty('breadcrumbs');
  });

  it('does without a route', async () => {
    runWithContext({ requestId: 'r-2', traceId: 'a'.repeat(32), spanId: 'b'.repeat(16), traceFlags: '01' }, () => {
      bugs.report(new Error('a bug'));
    });
    expect((await receiver.waitForEvent()).tags).toEqual({ service: 'shop', request_id: 'r-2' });
  });

  it('masks secrets', async () => {
    const event = await reported(new Error('cannot reach https://user:hunter2@host/'), {
      headers: { authorization: 'Bearer abcdefghij' },
    });
    expect(event).toMatchObject({
      exception: { values: [{ value: 'cannot reach https://[redacted]@host/' }] },
      extra: { headers: { authorization: '[redacted]' } },
    });
  });

  it('masks secrets of what is no error', async () => {
    const { extra } = await reported({ password: 'hunter2' });
    expect(extra).toEqual({ __serialized__: { password: '[redacted]' } });
  });

  it('does not fail on an error that cannot be read', () => {
    const unreadable = Object.defineProperty(new Error('odd'), 'stack', {
      get: () => {
        throw new Error('no');
      },
    });
    bugs.report(unreadable);
    expect(warnings).toEqual(['a bug could not be reported']);
  });

  it('reports what is no error as well', async () => {
    expect(await reported('just a text')).toMatchObject({ exception: { values: [{ value: 'just a text' }] } });
  });

  it('does not make a storm of a bug that is in every request', async () => {
    for (let i = 0; i < 100; i++) bugs.report('the same');
    await bugs.flush(5000);
    expect(receiver.events).toHaveLength(10);
  });

  it('flushes within its time where nobody answers', async () => {
    await receiver.close();
    bugs.report(new Error('a bug'));
    await expect(bugs.flush(50)).resolves.toBeUndefined();
  });
});

describe('the bug tracker without a DSN', () => {
  it('does nothing', async () => {
    const bugs = await createBugTracker(identity);
    bugs.report(new Error('a bug'));
    await bugs.flush(10);
    await expect(bugs.close()).resolves.toBeUndefined();
  });
});

describe('the bug tracker with a DSN that is none', () => {
  it('says what one looks like', async () => {
    await expect(createBugTracker({ ...identity, dsn: 'https://host.example/1' })).rejects.toThrow(
      'SENTRY_DSN is no DSN of Sentry: it looks like https://<key>@<host>/<project number>.',
    );
  });
});
