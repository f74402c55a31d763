import { parseRedisUrl } from './parse-redis-url.ts';

const PLAIN = { host: 'redis', port: 6379, tls: false, username: undefined, password: undefined, database: 0 };

describe('the URL of a Redis', () => {
  it.each([
    ['redis://redis', PLAIN],
    ['redis://redis/', PLAIN],
    ['redis://redis:7000/3', { ...PLAIN, port: 7000, database: 3 }],
    ['rediss://redis', { ...PLAIN, tls: true }],
    ['redis://:p%40ss@redis', { ...PLAIN, password: 'p@ss' }],
    ['redis://me:pass@redis', { ...PLAIN, username: 'me', password: 'pass' }],
    ['redis://[::1]:7000', { ...PLAIN, host: '::1', port: 7000 }],
  ])('is read: %s', (url, address) => {
    expect(parseRedisUrl(url)).toEqual(address);
  });

  it.each([
    ['hunter2', 'looks like'],
    ['http://:hunter2@redis', 'looks like'],
    ['redis://:hunter2@', 'looks like'],
    ['redis:///hunter2', 'looks like'],
    ['redis://redis/hunter2', 'number of a database'],
    ['redis://:hunter2%@redis', 'begins no escape'],
  ])('is refused without being repeated: %s', (url, why) => {
    const refused = (): unknown => parseRedisUrl(url);
    expect(refused).toThrow(why);
    expect(refused).not.toThrow('hunter2');
  });
});
