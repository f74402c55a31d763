import { readManifest } from '../extract/index.ts';
import type { PageFacts, Pages } from '../scrape/page-facts.ts';
import { fetchSmall, textOf } from './fetch-small.ts';

const MAX_BYTES = 262_144;
const ACCEPT = 'application/manifest+json, application/json;q=0.9, */*;q=0.1';

/**
 * Reads the web manifest that a page names, and takes from it what the page does not say itself: its site's name, theme colour and
 * icons.
 */
export async function completeByManifest(pages: Pages, facts: PageFacts, deadlineMs: number): Promise<PageFacts> {
  if (facts.manifest === null || isComplete(facts)) return facts;
  const options = { deadlineMs, maxBytes: MAX_BYTES, accept: ACCEPT };
  const manifest = await fetchSmall(pages, facts.manifest, options, async (page) =>
    readManifest(await textOf(page), page.url),
  );
  if (manifest === null) return facts;
  const siteName = manifest.name ?? manifest.shortName;
  const isNamed = facts.siteName === null && siteName !== null;
  const icons = facts.icons.length > 0 ? facts.icons : manifest.icons;
  return {
    ...facts,
    ...(isNamed && { siteName, sources: { ...facts.sources, siteName: 'manifest' } }),
    themeColor: facts.themeColor ?? manifest.themeColor,
    icons,
    icon: icons[0] ?? null,
  };
}

const isComplete = ({ siteName, themeColor, icons }: PageFacts): boolean =>
  siteName !== null && themeColor !== null && icons.length > 0;
