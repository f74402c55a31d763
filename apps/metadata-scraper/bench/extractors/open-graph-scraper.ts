import { importPeer } from '../peers/import-peer.ts';
import { type Extract, textOf } from './extractor.ts';

interface Loaded {
  readonly default: (options: { readonly html: string }) => Promise<unknown>;
}

export async function loadOpenGraphScraper(): Promise<Extract> {
  const { default: scrape } = (await importPeer('open-graph-scraper')) as Loaded;
  return (page) => scrape({ html: textOf(page) });
}
