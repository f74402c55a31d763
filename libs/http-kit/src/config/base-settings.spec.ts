import { readServiceConfig } from './base-settings.ts';
import { setting } from './setting.ts';

describe('readServiceConfig', () => {
  it('gives every base setting a default that serves', () => {
    expect(readServiceConfig({}, {})).toMatchObject({
      PORT: 3000,
      ADMIN_PORT: 9000,
      HOST: '0.0.0.0',
      LOG_LEVEL: 'info',
      API_KEYS: undefined,
      RATE_LIMIT_PER_MINUTE: 0,
      TRUST_PROXY: undefined,
      SHUTDOWN_GRACE_MS: 25_000,
    });
  });

  it("adds the service's own settings", () => {
    const config = readServiceConfig({ COLOUR: setting.string({ default: 'red', description: 'It.' }) }, { PORT: '1' });

    expect([config.PORT, config.COLOUR]).toEqual([1, 'red']);
  });

  it('refuses the same port twice, but for 0', () => {
    expect(() => readServiceConfig({}, { PORT: '8080', ADMIN_PORT: '8080' })).toThrow(
      'ADMIN_PORT must not be 8080 as PORT is',
    );
    expect(readServiceConfig({}, { PORT: '0', ADMIN_PORT: '0' })).toMatchObject({ PORT: 0, ADMIN_PORT: 0 });
  });

  it('takes addresses and ranges of trusted proxies, of both families', () => {
    const { TRUST_PROXY } = readServiceConfig({}, { TRUST_PROXY: '10.0.0.0/8, 192.0.2.1, 2001:db8::/32, ::1' });

    expect(TRUST_PROXY?.check('10.1.2.3')).toBe(true);
    expect(TRUST_PROXY?.check('192.0.2.1')).toBe(true);
    expect(TRUST_PROXY?.check('192.0.2.2')).toBe(false);
    expect(TRUST_PROXY?.check('2001:db8::7', 'ipv6')).toBe(true);
    expect(TRUST_PROXY?.check('::1', 'ipv6')).toBe(true);
  });

  it.each(['https://abc@example.com/1', 'http://abc:def@[::1]:9000/path/42'])('takes %s for a DSN', (dsn) => {
    expect(readServiceConfig({}, { SENTRY_DSN: dsn }).SENTRY_DSN).toBe(dsn);
  });

  it.each(['proxy.internal', '10.0.0.0/33', '2001:db8::/129', '10.0.0.0/8/8', '10.0.0.0/x'])(
    'refuses %s as a trusted proxy',
    (text) => {
      expect(() => readServiceConfig({}, { TRUST_PROXY: text })).toThrow(/^TRUST_PROXY must be/);
    },
  );
});
