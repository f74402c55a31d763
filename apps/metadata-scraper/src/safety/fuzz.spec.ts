import fc from 'fast-check';

import { createExtraction, type Extracted } from '../extract/index.ts';
import { metadataSchema } from '../routes/metadata-schema.ts';
import { measureImage } from '../scrape/measure-image.ts';
import { resourceKind } from '../scrape/resource-kind.ts';
import { cuts, fuzz, headerValue, imageBytes, pageBytes } from './fuzz.ts';

const URL_OF_PAGE = 'https://site.example/a/page';

/** Pages that once made one of these properties fail, and must not again. */
const ONCE_FAILED: readonly string[] = [
  '<p>1 May 2020 at um at um at um x',
  '<meta property=og:image content=/i.png><meta property="og:image:width" content="1          x">',
  '<title>caf\u00e9',
];

const extract = (page: Uint8Array, contentType: string | null, lengths: readonly number[]): Extracted => {
  const extraction = createExtraction({ url: URL_OF_PAGE, contentType });
  for (let at = 0, turn = 0; at < page.length; turn++) {
    const length = lengths[turn % lengths.length] ?? page.length;
    extraction.write(page.subarray(at, at + length));
    at += length;
  }
  return extraction.end();
};

/** All that breaks a promise of the answer; [] where nothing does. */
const brokenPromises = (extracted: Extracted): readonly unknown[] => {
  const { headComplete: _head, oembedLinks, metaRefresh, ...facts } = extracted;
  const answer = { url: URL_OF_PAGE, finalUrl: URL_OF_PAGE, status: 200, oembed: null, ...facts };
  const { success, error } = metadataSchema.safeParse(JSON.parse(JSON.stringify(answer)));
  const urls = [
    facts.canonicalUrl,
    facts.logo,
    metaRefresh?.url,
    ...[...facts.images, ...facts.videos, ...facts.audios, ...facts.icons, ...facts.feeds, ...oembedLinks].map(
      ({ url }) => url,
    ),
  ].filter((url) => url !== null && url !== undefined);
  const texts = [facts.title, facts.description, facts.siteName, facts.author, facts.type, ...facts.keywords].filter(
    (text) => text !== null,
  );
  return [
    ...(success ? [] : [error]),
    ...(JSON.stringify(answer).isWellFormed() ? [] : ['a lone surrogate']),
    ...urls.filter((url) => !/^https?:\/\/[^/@]+\//.test(url) || URL.parse(url)?.href !== url),
    ...texts.filter((text) => text === '' || text !== text.trim() || /[\0-\x1f]|\s\s/.test(text)),
  ];
};

/** What is wrong with the answer, and whether it changes with how the page is cut. */
const read = (page: Uint8Array, contentType: string | null, lengths: readonly number[]) => {
  const whole = extract(page, contentType, [page.length]);
  return { broken: brokenPromises(whole), whole, cut: extract(page, contentType, lengths) };
};

describe('whatever bytes an origin sends', () => {
  it('as a page, the answer keeps its promises, and is the same however they are cut', () => {
    fuzz(
      fc.property(pageBytes, fc.option(headerValue), cuts, (page, contentType, lengths) => {
        const { broken, whole, cut } = read(page, contentType, lengths);
        expect(broken).toEqual([]);
        expect(cut).toEqual(whole);
      }),
    );
  });

  it.each(ONCE_FAILED)('as a page that once failed, too: %s', (page) => {
    for (const bytes of [Buffer.from(page), Buffer.from(page, 'latin1')]) {
      const { broken, whole, cut } = read(bytes, null, [3, 1]);
      expect(broken).toEqual([]);
      expect(cut).toEqual(whole);
    }
  });

  it('as an image, its size is a size or none', () => {
    fuzz(
      fc.property(imageBytes, (bytes) => {
        const facts = measureImage(bytes);
        if (facts === null) return;
        expect([facts.width, facts.height].every((size) => Number.isFinite(size) && size >= 0)).toBe(true);
        expect(facts.type).toMatch(/^image\//);
      }),
    );
  });

  it('as a header of its type, some kind of resource comes out', () => {
    fuzz(
      fc.property(fc.option(headerValue), fc.uint8Array({ maxLength: 100 }), (contentType, bytes) => {
        expect(['html', 'image', 'video', 'audio', 'other']).toContain(resourceKind(contentType, bytes));
      }),
    );
  });
});

describe('a run of the fuzzer', () => {
  it('is the same every time, unless it is given some time to find something new', () => {
    const inputs = (seconds: number): readonly string[] => {
      const seen: string[] = [];
      fuzz(
        fc.property(pageBytes, (page) => {
          seen.push(Buffer.from(page).toString('hex'));
        }),
        seconds,
      );
      return seen;
    };
    expect(inputs(0)).toEqual(inputs(0));
    expect(inputs(0.05).slice(0, 50)).not.toEqual(inputs(0.05).slice(0, 50));
  });
});
