import type { DomFacts } from './dom-facts.ts';
import { mergeDom } from './merge-dom.ts';
import { needsDom } from './needs-dom.ts';

const SENTENCE = 'It has, in all, a good many words, and so is taken for a paragraph.';
const dom = (excerpt: string | null): DomFacts => ({
  title: 'Another title',
  byline: 'Nobody',
  excerpt,
  siteName: 'Another site',
  publishedTime: '2 May 2020',
  lang: 'de',
});

describe('the DOM fallback', () => {
  it.each([
    ['is asked where nothing describes the page', {}, true],
    ['is asked where the description is a guess', { title: 'og:title', description: 'first-paragraph' }, true],
    ['is left out where a tag describes the page', { description: 'og:description' }, false],
    ['is left out where the page is a block page', { blocked: 'title' }, false],
  ])('%s', (_, sources, expected) => {
    expect(needsDom({ sources })).toBe(expected);
  });

  it('gives a description, and touches no other field', () => {
    const facts = { title: 'The title', lang: null, description: 'Menu', sources: { title: 'og:title' } };
    expect(mergeDom(facts, dom(SENTENCE))).toEqual({
      title: 'The title',
      lang: null,
      description: SENTENCE,
      sources: { title: 'og:title', description: 'readability:excerpt' },
    });
  });

  it.each([null, dom(null), dom('Contents')])('changes nothing where it found no paragraph: %j', (found) => {
    const facts = { description: 'Menu', sources: { description: 'first-paragraph' } };
    expect(mergeDom(facts, found)).toBe(facts);
  });
});
