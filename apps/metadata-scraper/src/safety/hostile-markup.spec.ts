import { createExtraction, type Extracted } from '../extract/index.ts';
import { cpuMs } from './cpu-ms.ts';
import { HOSTILE_MARKUP, piecesOf } from './hostile-markup.ts';
import { hostileValues, pagesWith, pagesWithJsonLd } from './hostile-values.ts';

const PAGE_BYTES = 300_000;

/** Ten times what any of these pages takes; what grows with the square of a page, or worse, takes far more. */
const MOST_CPU_MS = 4000;
/** The same for a page with hostile values; with a garbage collection in it, which others may have left to it. */
const MOST_VALUE_CPU_MS = 1500;

const start = () => createExtraction({ url: 'https://site.example/', contentType: 'text/html; charset=utf-8' });

const extract = (page: string): Extracted => {
  const extraction = start();
  const bytes = Buffer.from(page);
  for (let at = 0; at < bytes.length; at += 16_384) extraction.write(bytes.subarray(at, at + 16_384));
  return extraction.end();
};

describe('a page that was written to hurt', () => {
  it.each(HOSTILE_MARKUP)('is read in a time and an answer that do not grow with $name', async (markup) => {
    let extracted: Extracted | undefined;
    const spent = await cpuMs(() => {
      const extraction = start();
      for (const piece of piecesOf(markup, PAGE_BYTES)) extraction.write(piece);
      extracted = extraction.end();
    });
    expect(spent).toBeLessThan(MOST_CPU_MS);
    expect(JSON.stringify(extracted).length).toBeLessThan(PAGE_BYTES);
  });

  it.each(hostileValues(16_000))('is read at once with values of %s wherever a value is read', async (_name, value) => {
    for (const [place, page] of pagesWith(value)) {
      const spent = await cpuMs(() => {
        extract(page);
      });
      expect([place, spent < MOST_VALUE_CPU_MS]).toEqual([place, true]);
    }
  });

  it.each(hostileValues(100_000))('is read at once with 100 kB of %s in its JSON-LD', async (_name, value) => {
    for (const [place, page] of pagesWithJsonLd(value)) {
      const spent = await cpuMs(() => {
        extract(page);
      });
      expect([place, spent < MOST_VALUE_CPU_MS]).toEqual([place, true]);
    }
  });

  it('costs no more than its bytes when it is deep in every way at once', async () => {
    const deep = `${'<div itemscope itemprop=a itemtype=b>'.repeat(2000)}${'<span>'.repeat(100_000)}${'<svg><title>'.repeat(2000)}`;
    const spent = await cpuMs(() => {
      extract(deep + `<script type=application/ld+json>${'{"a":['.repeat(100_000)}</script>`);
    });
    expect(spent).toBeLessThan(MOST_CPU_MS);
  });
});

describe('what a page says in odd characters', () => {
  it('is fit to send on: lone surrogates, NULs and escapes of them', () => {
    const page =
      '<title>a\0b&#xD800;&#0;&#x110000;\u{fffe}</title><meta property="og:site_name" content="&#xDFFF;x\0">' +
      String.raw`<script type=application/ld+json>{"@type":"Article","author":"Ann\u0000 Lee\ud83d","__proto__":{"x":1},"constructor":{"prototype":{"y":1}}}</script>`;
    const extracted = extract(page);
    expect(JSON.stringify(extracted).isWellFormed()).toBe(true);
    expect(extracted.title).toBe('ab\ufffd\ufffd\ufffd\u{fffe}');
    expect(extracted.siteName).toBe('\ufffdx');
    expect(extracted.author).toBe('Ann Lee\ufffd');
    expect({}).not.toHaveProperty('x');
    expect({}).not.toHaveProperty('y');
  });

  it.each([
    'meta name=__proto__ content=x',
    'meta property="og:__proto__" content=x',
    'meta property="twitter:constructor" content=x',
    'meta property="hasOwnProperty" content=x',
  ])('is only text: <%s>', (tag) => {
    const { openGraph, twitter } = extract(`<head><${tag}></head>`);
    for (const value of [...Object.values(openGraph), ...Object.values(twitter)]) expect(value).toBe('x');
    expect(Object.getPrototypeOf(openGraph)).toBe(Object.prototype);
  });

  it('of a thing by the name of __proto__ makes no prototype', () => {
    const page =
      '<div itemscope itemtype=https://schema.org/Article><b itemprop=__proto__>x</b><b itemprop=name>A name</b></div>';
    expect(extract(page)).toMatchObject({ jsonLd: [] });
    expect({}).not.toHaveProperty('0');
  });

  it('of 10 MB is cut', () => {
    const value = 'word '.repeat(2_000_000);
    for (const page of [`<title>${value}`, `<meta property="og:title" content="${value}">`, `<p>${value}`]) {
      expect(JSON.stringify(extract(page)).length).toBeLessThan(50_000);
    }
  });
});
