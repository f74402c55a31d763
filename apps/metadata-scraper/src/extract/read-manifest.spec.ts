import fc from 'fast-check';

import { type Manifest, readManifest } from './index.ts';

const URL_OF_MANIFEST = 'https://site.example/app/site.webmanifest';
const SEED = 20_260_102;

const read = (value: unknown): Manifest | null => readManifest(JSON.stringify(value), URL_OF_MANIFEST);
const iconsOf = (icons: unknown): readonly string[] | undefined =>
  read({ icons })?.icons.map(({ url }) => url.slice('https://site.example'.length));

describe('a web manifest', () => {
  it('tells names, a description, a language, a colour, and icons', () => {
    const icons = [{ src: 'i.png', sizes: '32x32 48X48', type: 'image/PNG' }];
    expect(
      read({ name: ' The  App ', short_name: 'App', description: 'It is', lang: 'en_gb', theme_color: '#fff', icons }),
    ).toEqual({
      name: 'The App',
      shortName: 'App',
      description: 'It is',
      lang: 'en-GB',
      themeColor: '#fff',
      icons: [{ url: 'https://site.example/app/i.png', sizes: '32x32 48x48', type: 'image/png' }],
    });
  });

  it('may tell nothing', () => {
    expect(read({})).toEqual({
      name: null,
      shortName: null,
      description: null,
      lang: null,
      themeColor: null,
      icons: [],
    });
  });

  it('has larger icons first, and those that are meant to be cut or filled last', () => {
    const icons = [
      { src: '/mono.svg', sizes: 'any', purpose: 'monochrome' },
      { src: '/other.png', purpose: 'badge' },
      { src: '/mask.png', sizes: '512x512', purpose: 'maskable' },
      { src: '/small.png', sizes: '48x48' },
      { src: '/both.png', sizes: '192x192', purpose: 'maskable any' },
      { src: '/both.png' },
    ];
    expect(iconsOf(icons)).toEqual(['/both.png', '/small.png', '/mask.png', '/mono.svg', '/other.png']);
  });

  it('leads nowhere but to the web', () => {
    expect(iconsOf([{ src: 'data:image/png,x' }, { src: 'javascript:x' }, { sizes: '16x16' }, 'x', null])).toEqual([]);
  });

  it('has thirty icons at most', () => {
    expect(iconsOf(Array.from({ length: 500 }, (_, i) => ({ src: `/${i}.png` })))).toHaveLength(30);
  });

  it('may have the small mistakes that people make', () => {
    expect(readManifest('\ufeff{"name": "A", /* x */ "icons": [],}', URL_OF_MANIFEST)).toMatchObject({ name: 'A' });
  });

  it.each(['', 'null', '[]', '"x"', '<!doctype html>', `{"name": "${'x'.repeat(300_000)}"}`])(
    'is none in what is no object: %#',
    (text) => {
      expect(readManifest(text, URL_OF_MANIFEST)).toBeNull();
    },
  );

  it('never throws', () => {
    const member = fc.constantFrom('name', 'short_name', 'lang', 'icons', 'src', 'sizes', 'purpose');
    fc.assert(
      fc.property(fc.dictionary(member, fc.jsonValue()), fc.array(fc.jsonValue()), (value, icons) => {
        JSON.stringify([read(value), read({ ...value, icons })]);
      }),
      { seed: SEED },
    );
  });
});
