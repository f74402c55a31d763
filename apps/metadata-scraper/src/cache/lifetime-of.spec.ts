import type { IncomingHttpHeaders } from 'node:http';

import { lifetimeOf } from './lifetime-of.ts';
import { freshnessFor } from './lifetimes.ts';

const NOW = Date.parse('2026-11-23T06:00:00Z');
const LIMITS = freshnessFor(300_000);

describe('the lifetime of an answer', () => {
  it.each<[string, IncomingHttpHeaders, number]>([
    ['is the default where the origin says nothing', {}, 300],
    ['is the default where it says nothing of time', { 'cache-control': 'public, must-revalidate' }, 300],
    ['is max-age', { 'cache-control': 'max-age=60' }, 60],
    ['is s-maxage before max-age', { 'cache-control': 'max-age=60, s-maxage=120' }, 120],
    ['is written in capitals, with spaces', { 'cache-control': 'PUBLIC ,  Max-Age=60' }, 60],
    ['is quoted', { 'cache-control': 'community="UCI, x", max-age="60"' }, 60],
    ['is the first of two', { 'cache-control': 'max-age=60, max-age=120' }, 60],
    ['is max-age before Expires', { 'cache-control': 'max-age=60', expires: 'Mon, 23 Nov 2026 09:00:00 GMT' }, 60],
    ['is until Expires', { expires: 'Mon, 23 Nov 2026 06:02:00 GMT' }, 120],
    [
      "is from the origin's Date to Expires, whatever its clock",
      { date: 'Tue, 01 Jan 2019 00:00:00 GMT', expires: 'Tue, 01 Jan 2019 00:02:00 GMT' },
      120,
    ],
    ['is least where Expires is no date', { expires: '0' }, 10],
    ['is least where Expires is another no date', { expires: 'never' }, 10],
    ['is least where Expires is past', { expires: 'Mon, 23 Nov 2026 05:00:00 GMT' }, 10],
    ['is until Expires where the Date is none', { date: 'today', expires: 'Mon, 23 Nov 2026 06:02:00 GMT' }, 120],
    ['is less the age', { 'cache-control': 'max-age=60', age: '20' }, 40],
    ['is not more for an age that is none', { 'cache-control': 'max-age=60', age: '-20' }, 60],
    ['is least where it is over', { 'cache-control': 'max-age=60', age: '60' }, 10],
    ['is least where it is 0', { 'cache-control': 'max-age=0' }, 10],
    ['is least where it is no number', { 'cache-control': 'max-age=-1' }, 10],
    ['is least where it has none', { 'cache-control': 'max-age' }, 10],
    ['is least with no-store', { 'cache-control': 'no-store, max-age=60' }, 10],
    ['is least with no-cache', { 'cache-control': 'no-cache' }, 10],
    ['is least with private', { 'cache-control': 'private, max-age=600' }, 10],
    ['is least with Pragma', { pragma: 'no-cache' }, 10],
    ['is not changed by Pragma beside Cache-Control', { pragma: 'no-cache', 'cache-control': 'max-age=60' }, 60],
    ['is not changed by a cookie', { 'set-cookie': ['a=b'], 'cache-control': 'max-age=60' }, 60],
    ['is at most a day', { 'cache-control': 'max-age=31536000, immutable' }, 86_400],
    ['is at most a day, even of a number without end', { 'cache-control': `max-age=${'9'.repeat(400)}` }, 86_400],
    ['is read from the beginning of a header without end', { 'cache-control': `${',x'.repeat(600)}, max-age=60` }, 300],
  ])('%s', (_, headers, seconds) => {
    expect(lifetimeOf(headers, LIMITS, NOW)).toBe(seconds * 1000);
  });

  it.each([1, 172_800])('is what an operator chose, beyond the limits too: %d s', (seconds) => {
    expect(lifetimeOf({}, freshnessFor(seconds * 1000), NOW)).toBe(seconds * 1000);
  });
});
