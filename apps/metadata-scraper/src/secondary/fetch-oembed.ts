import type { OembedLink, Pages } from '../scrape/page-facts.ts';
import { fetchSmall, textOf } from './fetch-small.ts';
import { registeredEndpoint } from './oembed-registry.ts';
import { type Oembed, readOembed } from './read-oembed.ts';

export { type Oembed } from './read-oembed.ts';

/** Providers answer in some kilobytes: an HTML snippet and a few names. */
const MAX_BYTES = 262_144;
const JSON_TYPE = 'application/json+oembed';
const ACCEPT = 'application/json, text/xml;q=0.9, application/xml;q=0.9';

/**
 * Asks the provider of a page for its oEmbed answer, https://oembed.com/: the one that the page names, else the one that the
 * registry has for its address.
 *
 * @param links as the page declares them
 * @param pageUrl where the page was found
 * @returns null where there is none, or it does not answer as oEmbed says
 */
export async function fetchOembed(
  pages: Pages,
  links: readonly OembedLink[],
  pageUrl: string,
  deadlineMs: number,
): Promise<Oembed | null> {
  const url = declared(links) ?? (await registered(pageUrl));
  if (url === null) return null;
  const options = { deadlineMs, maxBytes: MAX_BYTES, accept: ACCEPT };
  return fetchSmall(pages, url, options, async (page) => readOembed(await textOf(page)));
}

/** JSON before XML. */
function declared(links: readonly OembedLink[]): string | null {
  return (links.find(({ type }) => type === JSON_TYPE) ?? links[0])?.url ?? null;
}

async function registered(pageUrl: string): Promise<string | null> {
  const endpoint = await registeredEndpoint(new URL(pageUrl));
  if (endpoint === null) return null;
  const url = new URL(endpoint);
  url.searchParams.set('url', pageUrl);
  url.searchParams.set('format', 'json');
  return url.href;
}
