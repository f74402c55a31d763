import { Readable } from 'node:stream';

import fc from 'fast-check';

import { createExtraction, type Extracted } from '../extract/index.ts';
import { measureImage } from '../resources/measure-image.ts';
import { readResource } from '../resources/read-resource.ts';
import { resourceKind } from '../resources/resource-kind.ts';
import { metadataSchema } from '../routes/metadata-schema.ts';
import type { BodyFacts } from '../scrape/page-facts.ts';
import { cuts, fuzz, headerValue, imageBytes, mediaTypes, pageBytes, resourceBytes } from './fuzz.ts';

/** White space that is not collapsed, and control characters. */

const HAS_WHITE_SPACE = /[\0-\x1f]|\s\s/;
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
const brokenPromises = (facts: BodyFacts): readonly unknown[] => {
  const answer = { url: URL_OF_PAGE, finalUrl: URL_OF_PAGE, status: 200, oembed: null, ...facts };
  const { success, error } = metadataSchema.safeParse(JSON.parse(JSON.stringify(answer)));
  const { images, videos, audios, icons, feeds, alternates } = facts;
  const listed = [...images, ...videos, ...audios, ...icons, ...feeds, ...alternates].map(({ url }) => url);
  const { canonicalUrl, logo, amp, manifest, frames } = facts;
  const urls = [canonicalUrl, logo, amp, manifest, ...frames, ...listed].filter((url) => url !== null);
  const { title, description, siteName, author, type, keywords } = facts;
  const texts = [title, description, siteName, author, type, ...keywords].filter((text) => text !== null);
  return [
    ...(success ? [] : [error]),
    ...(JSON.stringify(answer).isWellFormed() ? [] : ['a lone surrogate']),
    ...urls.filter((url) => !/^https?:\/\/[^/@]+\//.test(url) || URL.parse(url)?.href !== url),
    ...texts.filter((text) => text === '' || text !== text.trim() || HAS_WHITE_SPACE.test(text)),
  ];
};

/** What is wrong with the answer, and whether it changes with how the page is cut. */
const read = (page: Uint8Array, contentType: string | null, lengths: readonly number[]) => {
  const whole = extract(page, contentType, [page.length]);
  const { headComplete: _head, oembedLinks, metaRefresh, ...facts } = whole;
  const linked = [...oembedLinks, ...(metaRefresh === null ? [] : [metaRefresh])];
  const broken = [...brokenPromises(facts), ...linked.filter(({ url }) => !/^https?:/.test(url))];
  return { broken, whole, cut: extract(page, contentType, lengths) };
};

describe('whatever bytes an origin sends', () => {
  it('as a page, the answer keeps its promises, and is the same however they are cut', async () => {
    await fuzz(
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

  it('as an image, its size is a size or none', async () => {
    await fuzz(
      fc.property(imageBytes, (bytes) => {
        const facts = measureImage(bytes);
        if (facts === null) return;
        expect([facts.width, facts.height].every((size) => Number.isFinite(size) && size >= 0)).toBe(true);
        expect(facts.type).toMatch(/^image\//);
      }),
    );
  });

  it('as any other resource of any type, the answer keeps its promises', async () => {
    await fuzz(
      fc.asyncProperty(
        resourceBytes,
        mediaTypes,
        fc.option(headerValue),
        headerValue,
        async (bytes, contentType, declaredType, said) => {
          const kind = await resourceKind(contentType, bytes);
          if (kind === 'html') return;
          const body = Readable.from([Buffer.from(bytes)]);
          const headers = { 'content-language': said, 'last-modified': said };
          const resource = { url: URL_OF_PAGE, headers, declaredType, contentType, body };
          expect(brokenPromises(await readResource(kind, resource, () => Promise.resolve(null)))).toEqual([]);
        },
      ),
    );
  });
});

describe('a run of the fuzzer', () => {
  it('is the same every time, unless it is given some time to find something new', async () => {
    const inputs = async (seconds: number): Promise<readonly string[]> => {
      const seen: string[] = [];
      await fuzz(
        fc.property(pageBytes, (page) => {
          seen.push(Buffer.from(page).toString('hex'));
        }),
        seconds,
      );
      return seen;
    };
    expect(await inputs(0)).toEqual(await inputs(0));
    expect((await inputs(0.05)).slice(0, 50)).not.toEqual((await inputs(0.05)).slice(0, 50));
  });
});
