import fc from 'fast-check';

import { redact } from './index.ts';

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
    'jwts',
    'newPassword1',
    'proxy-authorization',
    'x-auth',
    'signing key',
    'otp',
    `${'a'.repeat(100)}_token`,
  ])('masks what stands under %s', (key) => {
    expect(redact({ [key]: 'value' })).toEqual({ [key]: M });
    expect(redact({ [key]: { nested: ['value'] } })).toEqual({ [key]: M });
  });

  it.each(['author', 'keyword', 'tokens_used', 'path', 'monkey', 'passenger', 'secretary'])('shows %s', (key) => {
    expect(redact({ [key]: 'value' })).toEqual({ [key]: 'value' });
  });

  it('shows a flag, a count and an absent value under the name of a secret', () => {
    const value = { hasToken: true, totalTokens: 12, password: '', secret: null, cookie: undefined };
    expect(redact(value)).toEqual(value);
    expect(redact({ pin: 1234, tokens: ['a'] })).toEqual({ pin: M, tokens: M });
  });

  it("masks a secret that follows its name in a list, as in Node's rawHeaders", () => {
    expect(redact(['Host', 'a', 'Cookie', 'b=c', 'Authorization', 'd'])).toEqual([
      'Host',
      'a',
      'Cookie',
      M,
      'Authorization',
      M,
    ]);
  });

  it('masks secrets in names', () => {
    expect(redact({ 'https://user:hunter2@host': 1 })).toEqual({ [`https://${M}@host`]: 1 });
  });

  it('shows headers, parameters and forms as pairs', () => {
    const form = new FormData();
    form.append('file', 'x');
    expect(
      redact([new Headers({ accept: 'a', authorization: 'b' }), new URLSearchParams('token=a&q=b'), form]),
    ).toEqual([{ accept: 'a', authorization: M }, { token: M, q: 'b' }, { file: 'x' }]);
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
    expect(redact(new Set(Array(300).keys()))).toContain('[100 more]');
    expect(redact(new Map(Array.from({ length: 300 }, (_, i) => [i, i])))).toMatchObject({ '…': '[100 more]' });
    const many = Array.from({ length: 100 }, () => Array.from({ length: 100 }, () => ({})));
    expect(JSON.stringify(redact(many))).toContain('[cut]');
  });

  it('makes no copy larger than it may be', () => {
    const huge = Array.from({ length: 150 }, () => ({ text: 'x'.repeat(8000), list: ['y'.repeat(8000)], run: 1 }));
    expect(JSON.stringify(redact(huge)).length).toBeLessThan(300_000);
    expect(JSON.stringify(redact(huge, 1000)).length).toBeLessThan(2000);
    expect(redact({ a: 1, b: 'x' }, 0)).toBe('[cut]');
  });

  it('masks a secret that the cut goes through', () => {
    const text = `${'x '.repeat(4090)} https://user:${'p'.repeat(300)}@host/${'y'.repeat(9000)}`;
    expect(redact(text)).not.toContain('ppp');
  });

  it('shows what JSON has no word for', () => {
    const value = {
      map: new Map<unknown, unknown>([
        ['token', 'x'],
        [1, 'y'],
      ]),
      set: new Set([1]),
      bytes: Buffer.from('abc'),
      buffer: new ArrayBuffer(4),
      pattern: /a+/g,
      late: new Date(Number.NaN),
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
      buffer: '[4 bytes]',
      pattern: '/a+/g',
      late: null,
      date: '1970-01-01T00:00:00.000Z',
      url: `https://${M}@host/`,
      big: '5',
      symbol: 'Symbol(s)',
      run: '[function named]',
      infinite: '-Infinity',
      nothing: null,
    });
  });

  it('bears with objects that throw, and shows the rest of them', () => {
    const fails = (): never => {
      throw new Error('no');
    };
    const getter = Object.defineProperty({ b: 1 }, 'a', { enumerable: true, get: fails });
    const proxy = Proxy.revocable({}, {});
    proxy.revoke();
    const odd = Object.defineProperty(() => 1, 'name', { get: fails });
    expect(redact([getter, { toJSON: fails }, { toJSON: 5 }, proxy.proxy, odd])).toEqual([
      { a: '[unreadable]', b: 1 },
      '[unreadable]',
      { toJSON: 5 },
      '[unreadable]',
      '[unreadable]',
    ]);
  });

  it('tells an error with its code, own properties, stack, cause and the errors that it gathers', () => {
    const cause = Object.assign(new Error('refused'), { code: 'ECONNREFUSED', port: 6379 });
    const error = new AggregateError([new TypeError('one')], 'failed for https://a:hunter2@b/', { cause });
    const copy = redact(error);
    expect(copy).toMatchObject({
      name: 'AggregateError',
      message: `failed for https://${M}@b/`,
      stack: expect.stringContaining('redact.spec.ts') as string,
      cause: { name: 'Error', message: 'refused', code: 'ECONNREFUSED', port: 6379 },
      errors: [{ name: 'TypeError', message: 'one' }],
    });
    expect(JSON.stringify(copy)).not.toContain('hunter2');
  });

  it('makes well-formed Unicode of what is not', () => {
    expect(redact('\ud800 and \u0000')).toBe('\ufffd and \u0000');
  });

  it('remembers no more names than it can bear', () => {
    for (let i = 0; i < 1100; i++) redact({ [`name${i}`]: 1, [`${'x'.repeat(100)}${i}`]: 1 });
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
