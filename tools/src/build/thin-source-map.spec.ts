import { decode, encode, type SourceMapMappings } from '@jridgewell/sourcemap-codec';

import { thinSourceMap } from './thin-source-map.ts';

const SOURCES = ['../src/own.ts', '../../../node_modules/got/index.js', '../../../node_modules/got/url.js'];
const [OWN, GOT, URL] = [0, 1, 2];

const thinned = (mappings: SourceMapMappings): SourceMapMappings =>
  decode(thinSourceMap({ sources: SOURCES, mappings: encode(mappings) }).mappings);

describe('a thin source map', () => {
  it('has every position of own code, with its name', () => {
    const own: SourceMapMappings = [
      [
        [0, OWN, 4, 2],
        [9, OWN, 4, 11, 0],
      ],
      [[0, OWN, 6, 0]],
    ];
    expect(thinned(own)).toEqual(own);
  });

  it('has of a package where each of its files begins, and begins again', () => {
    const mixed: SourceMapMappings = [
      [
        [0, GOT, 7, 3],
        [5, GOT, 8, 1],
        [9, URL, 2, 2],
      ],
      [
        [0, URL, 3, 0],
        [4, OWN, 1, 1],
        [8, URL, 5, 5],
      ],
    ];
    expect(thinned(mixed)).toEqual([
      [
        [0, GOT, 0, 0],
        [9, URL, 0, 0],
      ],
      [
        [4, OWN, 1, 1],
        [8, URL, 0, 0],
      ],
    ]);
  });

  it('leaves what comes from no file as that', () => {
    const bare: SourceMapMappings = [[[0, GOT, 1, 1], [3], [6, GOT, 2, 2]]];
    expect(thinned(bare)).toEqual([[[0, GOT, 0, 0], [3], [6, GOT, 0, 0]]]);
  });
});
