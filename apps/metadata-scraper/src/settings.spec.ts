import { readConfig } from '@exemplar/http-kit';

import { settings } from './settings.ts';

describe('the settings of the scraper', () => {
  it('have defaults that fetch from public addresses alone', () => {
    expect(readConfig(settings, {})).toMatchObject({
      OUTBOUND_ALLOW_CIDRS: [],
      OUTBOUND_ALLOW_PORTS: [80, 443],
      CACHE_MAX_ENTRIES: 10_000,
    });
  });

  it.each([
    ['OUTBOUND_ALLOW_CIDRS', '10.0.0.0/99'],
    ['OUTBOUND_ALLOW_PORTS', '80,http'],
    ['REQUEST_TIMEOUT_MS', '0'],
    ['MAX_BODY_BYTES', 'many'],
    ['CACHE_TTL_SECONDS', '-1'],
  ])('refuse %s=%s, naming the variable and the value', (name, value) => {
    expect(() => readConfig(settings, { [name]: value })).toThrow(
      expect.objectContaining({
        message: expect.stringMatching(new RegExp(`^${name} must be .*"${value}"`)) as string,
      }) as Error,
    );
  });
});
