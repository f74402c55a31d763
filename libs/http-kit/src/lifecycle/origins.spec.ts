import { originOf } from './origins.ts';

describe('originOf', () => {
  it.each([
    ['0.0.0.0', 'http://localhost:80'],
    ['::', 'http://localhost:80'],
    ['127.0.0.1', 'http://127.0.0.1:80'],
    ['::1', 'http://[::1]:80'],
    ['example.internal', 'http://example.internal:80'],
  ])('tells %s as %s', (host, origin) => {
    expect(originOf(host, 80)).toBe(origin);
  });
});
