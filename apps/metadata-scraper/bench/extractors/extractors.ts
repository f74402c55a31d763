import { dom } from './dom.ts';
import type { Extract } from './extractor.ts';
import { htmlPass } from './html-pass.ts';
import { loadMetascraper } from './metascraper.ts';
import { loadOpenGraphScraper } from './open-graph-scraper.ts';
import { ours, PREVIEW_FIELDS } from './ours.ts';
import { tagsAlone } from './tags-alone.ts';
import { loadUnfurl } from './unfurl.ts';
import { loadUrlMetadata } from './url-metadata.ts';

/** Who extracts, and how each is loaded. */
export const EXTRACTORS = {
  pass: () => htmlPass,
  ours: () => ours(),
  'ours, fields': () => ours(PREVIEW_FIELDS),
  'tags alone': () => tagsAlone,
  'unfurl.js': loadUnfurl,
  'url-metadata': loadUrlMetadata,
  'open-graph-scraper': loadOpenGraphScraper,
  metascraper: loadMetascraper,
  jsdom: () => dom,
} as const satisfies Record<string, () => Extract | Promise<Extract>>;

export type ExtractorName = keyof typeof EXTRACTORS;
