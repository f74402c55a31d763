import { parseJsonLd } from './parse-json-ld.ts';

describe('parseJsonLd', () => {
  it('mends a block that breaks off', () => {
    expect(parseJsonLd('{"@type": "Article", "author": {"name": "Ann Lee"')).toEqual({
      '@type': 'Article',
      author: { name: 'Ann Lee' },
    });
  });

  it('reads a block of any size, but mends none that is very large', () => {
    const items = Array.from({ length: 20_000 }, (_, index) => ({ index }));
    const text = JSON.stringify(items);
    expect(parseJsonLd(text)).toEqual(items);
    expect(parseJsonLd(text.slice(0, -1))).toBeUndefined();
  });

  it('leaves out what is nested deeply, but for brackets in strings', () => {
    const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);
    expect(parseJsonLd(nested(64))).toBeDefined();
    expect(parseJsonLd(nested(65))).toBeUndefined();
    expect(parseJsonLd(`[${Array(100).fill('[{}]').join(',')}]`)).toHaveLength(100);
    expect(parseJsonLd(JSON.stringify({ a: `"${nested(100)}` }))).toEqual({ a: `"${nested(100)}` });
  });

  it('makes all texts fit to send on', () => {
    const json = String.raw`{"a": ["\ud800", 1, {"b": "c\udfff", "d\ud800": null}]}`;
    expect(parseJsonLd(json)).toEqual({ a: ['\ufffd', 1, { b: 'c\ufffd', 'd\ufffd': null }] });
  });
});
