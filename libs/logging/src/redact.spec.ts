import fc from 'fast-check';

import { redact, redactText } from './index.ts';

const M = '[redacted]';

describe('redact', () => {
  it.each([
    'authorization',
    'Authorization',
    'x-api-key',
    'apiKey',
    'API_KEYS',
    'password',
    'db.password',
    'client_secret',
    'accessToken',
    'refresh-token',
    'cookie',
    'Set-Cookie',
    'sessionId',
    'private_key',
    'credentials',
    'SENTRY_DSN',
    'jwt',
  ])('masks what stands under %s', (key) => {
    expect(redact({ [key]: 'value' })).toEqual({ [key]: M });
    expect(redact({ [key]: { nested: ['value'] } })).toEqual({ [key]: M });
  });

  it.each(['author', 'keyword', 'tokens_used', 'path', 'monkey', 'passenger', 'secretary'])('shows %s', (key) => {
    expect(redact({ [key]: 'value' })).toEqual({ [key]: 'value' });
  });

  it('reaches any depth', () => {
    const deep = (levels: number): unknown => (levels === 0 ? { password: 'hunter2' } : { a: [deep(levels - 1)] });
    expect(JSON.stringify(redact(deep(10)))).toContain(`"password":"${M}"`);
    expect(JSON.stringify(redact(deep(100_000 / 50)))).not.toContain('hunter2');
  });

  it('cuts cycles, and shows again what is not one', () => {
    const twice = { a: 1 };
    const cycle: Record<string, unknown> = { one: twice, two: twice };
    cycle.self = cycle;
    expect(redact(cycle)).toEqual({ one: { a: 1 }, two: { a: 1 }, self: '[circular]' });
  });

  it('cuts what is huge', () => {
    const huge = { list: Array.from({ length: 1000 }, (_, i) => i), text: 'x'.repeat(100_000) };
    expect(redact(huge)).toMatchObject({
      list: expect.arrayContaining(['[800 more]']) as unknown,
      text: expect.stringMatching(/… \[91808 characters cut\]$/) as unknown,
    });
    const wide = Object.fromEntries(Array.from({ length: 1000 }, (_, i) => [`k${i}`, i]));
    expect(redact(wide)).toMatchObject({ '…': '[800 more]' });
    const many = Array.from({ length: 100 }, () => Array.from({ length: 100 }, () => ({})));
    expect(JSON.stringify(redact(many))).toContain('[cut]');
  });

  it('shows what JSON has no word for', () => {
    const value = {
      map: new Map<unknown, unknown>([
        ['token', 'x'],
        [1, 'y'],
      ]),
      set: new Set([1]),
      bytes: Buffer.from('abc'),
      date: new Date(0),
      url: new URL('https://user:hunter2@host/'),
      big: 5n,
      symbol: Symbol('s'),
      run: function named() {
        return 1;
      },
      infinite: -Infinity,
      nothing: null,
    };
    expect(redact(value)).toEqual({
      map: { token: M, '1': 'y' },
      set: [1],
      bytes: '[3 bytes]',
      date: '1970-01-01T00:00:00.000Z',
      url: `https://${M}@host/`,
      big: '5',
      symbol: 'Symbol(s)',
      run: '[function named]',
      infinite: '-Infinity',
      nothing: null,
    });
  });

  it('bears with objects that throw', () => {
    const getter = Object.defineProperty({}, 'a', {
      enumerable: true,
      get: () => {
        throw new Error('no');
      },
    });
    const toJson = {
      toJSON: () => {
        throw new Error('no');
      },
    };
    expect(redact([getter, toJson, { toJSON: 5 }])).toEqual(['[unreadable]', '[unreadable]', { toJSON: 5 }]);
  });

  it('makes well-formed Unicode of what is not', () => {
    expect(redact('\ud800 and \u0000')).toBe('\ufffd and \u0000');
  });

  it('remembers no more names than it can bear', () => {
    for (let i = 0; i < 1100; i++) redact({ [`name${i}`]: 1 });
    expect(redact({ late_password: 'x', late: 'y' })).toEqual({ late_password: M, late: 'y' });
  });

  it('gives plain data for anything', () => {
    fc.assert(
      fc.property(fc.anything({ withBigInt: true, withDate: true, withMap: true, withSet: true }), (value) => {
        JSON.stringify(redact(value));
      }),
    );
  });
});

describe('redactText', () => {
  it.each([
    ['https://user:hunter2@host/path', `https://${M}@host/path`],
    ['redis://:hunter2@cache:6379', `redis://${M}@cache:6379`],
    ['Authorization: Bearer abc.def-ghi', `Authorization: Bearer ${M}`],
    ['sent basic dXNlcjpwYXNz', `sent basic ${M}`],
    ['token eyJhbGciOiJI.eyJzdWIiOiIx.abc-def here', `token ${M} here`],
    [`pay with sk_live_abcdefgh12345678`, `pay with ${M}`],
    [`push with ghp_abcdefghijklmnopqrstuvwxyz0123456789`, `push with ${M}`],
    [`slack xoxb-123456789-abcdef`, `slack ${M}`],
    [`aws AKIAIOSFODNN7EXAMPLE`, `aws ${M}`],
    ['/page?a=1&api_key=hunter2&b=2', `/page?a=1&api_key=${M}&b=2`],
    ['{"access_token": "hunter2"}', `{"access_token": "${M}"}`],
    ['password=hunter2', `password=${M}`],
    ['X-Amz-Signature=abcdef', `X-Amz-Signature=${M}`],
    ['Cookie: a=b; c=d', `Cookie: ${M}`],
  ])('masks the secret in %j', (text, safe) => {
    expect(redactText(text)).toBe(safe);
  });

  it.each(['', 'short', 'https://host/path?page=2', 'the author said: hello', 'mail me at a@b.example', 'key = 5'])(
    'leaves %j alone',
    (text) => {
      expect(redactText(text)).toBe(text);
    },
  );

  it('takes no longer for text that is made to slow it down', () => {
    const bait = [
      'password'.repeat(1000),
      '://'.repeat(2700),
      'a-'.repeat(4000),
      'bearer '.repeat(1100),
      '='.repeat(8000),
    ];
    const started = performance.now();
    for (const text of bait) redactText(text);
    expect(performance.now() - started).toBeLessThan(2000);
  });
});
