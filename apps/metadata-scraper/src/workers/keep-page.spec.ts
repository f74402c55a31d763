import type { DomFacts } from './dom-facts.ts';
import { keepPage } from './keep-page.ts';

const EXCERPT = 'It has, in all, a good many words, and so is taken for a paragraph.';
const DOM: DomFacts = { title: null, byline: null, excerpt: EXCERPT, siteName: null, publishedTime: null, lang: null };
const GUESS = { description: 'Menu', sources: { description: 'first-paragraph' } };
const TOLD = { description: 'What it is', sources: { description: 'og:description' } };

describe('a kept page', () => {
  let asked: (readonly [html: string, url: string])[];

  const keep = (...chunks: Uint8Array[]) => {
    const readDom = (html: string, url: string): Promise<DomFacts> => {
      asked.push([html, url]);
      return Promise.resolve(DOM);
    };
    const page = keepPage(readDom, { url: 'https://example.com/', contentType: 'text/html; charset=latin1' });
    for (const chunk of chunks) page.keep(chunk);
    return page;
  };

  beforeEach(() => {
    asked = [];
  });

  it('is read by a DOM, decoded, where its description is a guess', async () => {
    const page = keep(Buffer.from('<p>caf\xe9', 'latin1'), Buffer.from(' noir', 'latin1'));
    expect(await page.complete(GUESS)).toEqual({
      description: EXCERPT,
      sources: { description: 'readability:excerpt' },
    });
    expect(asked).toEqual([['<p>café noir', 'https://example.com/']]);
  });

  it('is not read again where its tags tell enough', async () => {
    expect(await keep(Buffer.from('<p>')).complete(TOLD)).toBe(TOLD);
    expect(asked).toEqual([]);
  });

  it('is let go where it is too large', async () => {
    const page = keep(new Uint8Array(1_500_000), new Uint8Array(1_500_000));
    expect(await page.complete(GUESS)).toBe(GUESS);
    expect(asked).toEqual([]);
  });
});
