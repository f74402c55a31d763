import { importPeer } from '../peers/import-peer.ts';
import { type Extract, textOf } from './extractor.ts';

type Scrape = (page: { readonly html: string; readonly url: string }) => Promise<unknown>;
interface Loaded {
  readonly default: (rules: readonly unknown[]) => Scrape;
}
interface LoadedRule {
  readonly default: () => unknown;
}

const RULES = ['author', 'date', 'description', 'image', 'lang', 'logo', 'publisher', 'title', 'url'];

/** metascraper with its usual rules, but for those that ask the network: audio and video fetch the frames of a page. */
export async function loadMetascraper(): Promise<Extract> {
  const { default: metascraper } = (await importPeer('metascraper')) as Loaded;
  const rules = await Promise.all(RULES.map((rule) => importPeer(`metascraper-${rule}`) as Promise<LoadedRule>));
  const scrape = metascraper(rules.map((rule) => rule.default()));
  return (page) => scrape({ html: textOf(page), url: page.url });
}
