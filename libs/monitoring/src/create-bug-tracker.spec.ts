import { hostname } from 'node:os';

import { createLogger, type Logger, runWithContext } from '@exemplar/logging';
import { captureStream, type SentryEvent, type SentryReceiver, startSentryReceiver } from '@exemplar/testing';

import { type BugTracker, createBugTracker } from './index.ts';

const warnings: string[] = [];
const logger = { debug: () => undefined, warn: (message: string) => warnings.push(message) } as unknown as Logger;
const identity = { environment: 'staging', service: 'shop', version: '1.2.3', owner: 'checkout', logger };
const REQUEST = { requestId: 'r-1', traceId: 'a'.repeat(32), spanId: 'b'.repeat(16), traceFlags: '01' };

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

  it('reports a bug with release, environment, service, owner and stack', async () => {
    const event = await reported(new TypeError('no such thing', { cause: new Error('the cause') }), { job: 'nightly' });
    expect(event).toMatchObject({
      release: 'shop@1.2.3',
      environment: 'staging',
      tags: { service: 'shop', owner: 'checkout' },
      server_name: hostname(),
      contexts: { runtime: { name: 'node' } },
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
    runWithContext({ ...REQUEST, route: '/users/:id' }, () => {
      bugs.report(new Error('a bug'));
    });
    const event = await receiver.waitForEvent();
    expect(event).toMatchObject({
      tags: { request_id: 'r-1', route: '/users/:id' },
      contexts: { trace: { trace_id: REQUEST.traceId } },
    });
    expect(event).not.toHaveProperty('request');
    expect(event).not.toHaveProperty('user');
    expect(event).not.toHaveProperty('breadcrumbs');
  });

  it('shows what the request logged, and no other one', async () => {
    const own = createLogger({ service: 'shop', version: '1.2.3', format: 'json', output: captureStream().stream });
    runWithContext({ ...REQUEST, requestId: 'another' }, () => {
      own.info('of another request');
    });
    runWithContext({ ...REQUEST, route: '/orders' }, () => {
      own.info('order read', { order: 42, token: 'tok-hunter2', client: '203.0.113.7' });
      own.debug('below the level');
      own.warn('the bank is slow', { error: 'no error, but a text' });
      own.error('payment failed', { error: Object.assign(new Error('reset'), { code: 'ECONNRESET' }) });
      own.error('payment failed again', { error: new Error('reset') });
      bugs.report(new Error('a bug'));
    });
    const { breadcrumbs } = await receiver.waitForEvent();
    const shown = { category: 'log', type: 'default', timestamp: expect.any(Number) as number };
    expect(breadcrumbs).toEqual([
      { ...shown, level: 'info', message: 'order read', data: { order: 42, token: '[redacted]' } },
      { ...shown, level: 'warning', message: 'the bank is slow', data: { error: 'no error, but a text' } },
      {
        ...shown,
        level: 'error',
        message: 'payment failed',
        data: { error: { name: 'Error', message: 'reset', code: 'ECONNRESET' } },
      },
      {
        ...shown,
        level: 'error',
        message: 'payment failed again',
        data: { error: { name: 'Error', message: 'reset' } },
      },
    ]);
  });

  it('leaves out of what was logged whatever is no line', async () => {
    runWithContext({ ...REQUEST, lines: ['no line'] }, () => {
      bugs.report(new Error('a bug'));
    });
    expect(await receiver.waitForEvent()).not.toHaveProperty('breadcrumbs');
  });

  describe('groups', () => {
    class ShopError extends Error {
      override readonly name = 'ShopError';
      readonly code: string;
      constructor(code: string, cause?: unknown) {
        super(`${code} at ${Math.random()}`, { cause });
        this.code = code;
      }
    }
    const system = (code: string): Error => Object.assign(new Error(`connect ${code}`), { code });
    const groupOf = async (error: unknown): Promise<unknown> => (await reported(error)).fingerprint;
    const cycle = new ShopError('in-circles');
    cycle.cause = new Error('round', { cause: cycle });

    it.each([
      ['a code of its own, whatever the message', new ShopError('no-stock'), ['ShopError no-stock']],
      [
        'what it wraps, down to the last cause',
        new ShopError('no-payment', new Error('while paying', { cause: system('ECONNRESET') })),
        ['ShopError no-payment', 'Error ECONNRESET'],
      ],
      [
        'a wrapper without a code, by what it wraps',
        new Error('x', { cause: new ShopError('gone') }),
        ['ShopError gone'],
      ],
      ["a code of Node's, at its place", system('ECONNREFUSED'), ['{{ default }}', 'Error ECONNREFUSED']],
      ['an error that is its own cause', cycle, ['ShopError in-circles']],
      ['what has no code, by its stack', Object.assign(new Error('a bug'), { code: '' }), undefined],
      ['what has a code that is no text, by its stack', Object.assign(new Error('a bug'), { code: 7 }), undefined],
    ])('%s', async (_, error, fingerprint) => {
      expect(await groupOf(error)).toEqual(fingerprint);
    });

    it('as a tag that can be searched: the first code', async () => {
      const { tags } = await reported(new Error('x', { cause: new ShopError('gone', system('EPIPE')) }));
      expect(tags).toMatchObject({ code: 'gone' });
    });
  });

  it('does without a route', async () => {
    runWithContext({ requestId: 'r-2', traceId: 'a'.repeat(32), spanId: 'b'.repeat(16), traceFlags: '01' }, () => {
      bugs.report(new Error('a bug'));
    });
    expect((await receiver.waitForEvent()).tags).toEqual({ service: 'shop', owner: 'checkout', request_id: 'r-2' });
  });

  it('tells what the error knows', async () => {
    const error = Object.assign(new TypeError('no answer'), { upstreamStatus: 503, apiKey: 'hunter2' });
    expect(await reported(error)).toMatchObject({
      contexts: { TypeError: { upstreamStatus: 503, apiKey: '[redacted]' } },
    });
  });

  it('has no secret anywhere, whatever carries it', async () => {
    const secret = 'hunter2';
    const output = captureStream().stream;
    const own = createLogger({ service: 'shop', version: '1.2.3', format: 'json', output });
    const cause = Object.assign(new Error(`GET /?api_key=${secret} failed`), { headers: { cookie: `sid=${secret}` } });
    const error = Object.assign(new Error(`cannot reach https://user:${secret}@host/`, { cause }), {
      password: secret,
    });
    runWithContext({ ...REQUEST, route: `/orders?token=${secret}` }, () => {
      own.info(`called with Bearer ${secret}abc`, { authorization: `Basic ${secret}`, url: `https://a:${secret}@b/` });
      bugs.report(error, { headers: { authorization: `Bearer ${secret}` }, dsn: secret });
    });
    const event = await receiver.waitForEvent();
    expect(JSON.stringify(receiver.envelopes)).not.toContain(secret);
    expect(event).toMatchObject({
      exception: {
        values: [{ value: 'GET /?api_key=[redacted] failed' }, { value: 'cannot reach https://[redacted]@host/' }],
      },
      extra: { headers: { authorization: '[redacted]' }, dsn: '[redacted]' },
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

describe('the bug tracker of a service that nobody answers for', () => {
  it('has no tag of an owner', async () => {
    await using receiver = await startSentryReceiver();
    const { owner: _, ...unowned } = identity;
    const bugs = await createBugTracker({ ...unowned, dsn: receiver.dsn });
    bugs.report(new Error('a bug'));
    expect((await receiver.waitForEvent()).tags).toEqual({ service: 'shop' });
    await bugs.close();
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
