import { completeLink, hostOf, webUrl } from './links.js';
import { ago, dimensions, duration, moment, price } from './wording.js';

describe('a link as people give it', () => {
  it.each([
    ['https://example.com/a?b#c', 'https://example.com/a?b#c'],
    ['  http://example.com \n', 'http://example.com'],
    ['example.com/page', 'https://example.com/page'],
    ['localhost:3000', 'https://localhost:3000'],
    ['ftp://example.com', 'ftp://example.com'],
    ['javascript:alert(1)', 'https://javascript:alert(1)'],
  ])('%j is completed to %j', (text, link) => {
    expect(completeLink(text)).toBe(link);
  });

  it.each(['javascript:alert(1)', 'data:text/html,hi', 'file:///etc/passwd', '/a', '', 'https://'])(
    '%j is not one to follow',
    (text) => {
      expect(webUrl(text)).toBeNull();
    },
  );

  it.each(['https://example.com/', 'http://[::1]:8080/a'])('%j is one to follow', (text) => {
    expect(webUrl(text)?.href).toBe(text);
  });

  it.each([
    ['https://www.example.com/a', 'example.com'],
    ['http://example.com:8080/', 'example.com:8080'],
    ['not a link', 'not a link'],
  ])('%j is on the host %j', (link, host) => {
    expect(hostOf(link)).toBe(host);
  });
});

describe('wording', () => {
  it.each([
    [3.6, '4 ms'],
    [412, '412 ms'],
    [1234, '1.2 s'],
  ])('%d milliseconds read %j', (milliseconds, text) => {
    expect(duration(milliseconds)).toBe(text);
  });

  it.each([
    [0, '0 s ago'],
    [119, '119 s ago'],
    [120, '2 min ago'],
    [7199, '119 min ago'],
    [7200, '2 h ago'],
  ])('%d seconds read %j', (seconds, text) => {
    expect(ago(seconds)).toBe(text);
  });

  it.each([
    [24.5, 'EUR', '€24.50'],
    [3, 'shells', '3 shells'],
    [4, null, '4'],
  ])('a price of %d in %j reads %j', (amount, currency, text) => {
    expect(price(amount, currency)).toBe(text);
  });

  it('a moment reads in one time zone for everyone', () => {
    expect(moment('2026-01-02T03:04:05.000Z')).toBe('2 January 2026 at 03:04 UTC');
  });

  it.each([
    [{ width: 1200, height: 630 }, '1200 × 630'],
    [{ width: 1200, height: null }, ''],
    [{}, ''],
  ])('the dimensions of %j read %j', (media, text) => {
    expect(dimensions(media)).toBe(text);
  });
});
