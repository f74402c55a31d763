import { readConfig } from '@exemplar/http-kit';

import { settings } from './settings.ts';

describe('the settings of the scraper', () => {
  it('have defaults that fetch from public addresses alone', () => {
    expect(readConfig(settings, {})).toMatchObject({
      OUTBOUND_ALLOW_CIDRS: [],
      OUTBOUND_ALLOW_PORTS: [80, 443],
      CACHE_MAX_ENTRIES: 10_000,
      REDIS_URL: undefined,
      DOM_FALLBACK: true,
      USER_AGENT_BY_HOST: {},
    });
  });

  it('take user agents for hosts', () => {
    const USER_AGENT_BY_HOST = '{"Example.com":"crawler/1.0"}';
    expect(readConfig(settings, { USER_AGENT_BY_HOST })).toMatchObject({
      USER_AGENT_BY_HOST: { 'example.com': 'crawler/1.0' },
    });
  });

  it('keep the password of a wrong REDIS_URL to themselves', () => {
    const read = (): unknown => readConfig(settings, { REDIS_URL: 'http://:hunter2@redis' });
    expect(read).toThrow(/^REDIS_URL must be a URL such as redis:/);
    expect(read).not.toThrow('hunter2');
  });

  it.each([
    ['OUTBOUND_ALLOW_CIDRS', '10.0.0.0/99'],
    ['OUTBOUND_ALLOW_PORTS', '80,http'],
    ['REQUEST_TIMEOUT_MS', '0'],
    ['MAX_BODY_BYTES', 'many'],
    ['CACHE_TTL_SECONDS', '-1'],
    ['CACHE_MAX_BYTES', '0'],
    ['DOM_FALLBACK', 'maybe'],
    ['USER_AGENT_BY_HOST', 'example.com'],
    ['USER_AGENT_BY_HOST', '{"example.com":"line\\nbreak"}'],
  ])('refuse %s=%s, naming the variable and the value', (name, value) => {
    const says = `^${name} must be .*${JSON.stringify(value).replaceAll('\\', '\\\\')}`;
    expect(() => readConfig(settings, { [name]: value })).toThrow(new RegExp(says));
  });
});
