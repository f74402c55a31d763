import type { OembedLink, Pages } from './page-facts.ts';

/** Providers answer in some kilobytes: an HTML snippet and a few names. */
const MAX_BYTES = 262_144;
const JSON_TYPE = 'application/json+oembed';

export type Oembed = Readonly<Record<string, unknown>>;

/**
 * Asks the provider that a page names for its oEmbed answer; https://oembed.com/.
 *
 * @param links as the page declares them
 * @returns null where the page names none, or the provider does not answer as oEmbed says
 */
export async function fetchOembed(
  pages: Pages,
  links: readonly OembedLink[],
  deadlineMs: number,
): Promise<Oembed | null> {
  const link = links.find(({ type }) => type === JSON_TYPE);
  if (link === undefined) return null;
  try {
    const page = await pages.openPage(link.url, { deadlineMs, maxBytes: MAX_BYTES, accept: 'application/json' });
    const chunks = await Array.fromAsync(page.body);
    const answer: unknown = JSON.parse(Buffer.concat(chunks).toString());
    return page.status === 200 && isObject(answer) ? answer : null;
  } catch {
    // A provider's failure, of whatever kind, leaves the page's own metadata as good as it was.
    return null;
  }
}

const isObject = (value: unknown): value is Oembed =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
