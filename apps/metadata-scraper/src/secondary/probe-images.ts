import { type ImageFacts, readImageSize } from '../resources/measure-image.ts';
import type { PageFacts, Pages } from '../scrape/page-facts.ts';
import { fetchSmall } from './fetch-small.ts';

/** A page may name hundreds of images; the first are the ones that are shown. */
const MAX_IMAGES = 6;
const MAX_ICONS = 2;
const MAX_BYTES = 262_144;
/** Smaller ones only count visitors, or keep a distance. Pixels. */
const MIN_SIDE = 3;

type Media = PageFacts['images'][number];
type Icon = PageFacts['icons'][number];
type Probed = ReadonlyMap<string, ImageFacts | null>;

/**
 * Reads the first bytes of a page's best images and icons, and corrects their size and type by what they say. What turns out to be
 * a tracking pixel is none; what cannot be read stays as the page declared it, but behind what can. A page that names no icon may
 * have one at `/favicon.ico`.
 */
export async function probeImages(pages: Pages, facts: PageFacts, deadlineMs: number): Promise<PageFacts> {
  const declared = facts.icons.slice(0, MAX_ICONS).map(({ url }) => url);
  const usual = declared.length === 0 ? [new URL('/favicon.ico', facts.finalUrl).href] : [];
  const urls = [...facts.images.slice(0, MAX_IMAGES).map(({ url }) => url), ...declared, ...usual];
  const found = await Promise.all(
    [...new Set(urls)].map(async (url) => [url, await probe(pages, url, deadlineMs)] as const),
  );
  const probed: Probed = new Map(found);
  return { ...facts, ...imagesOf(facts, probed), ...iconsOf(facts, usual, probed) };
}

/** The images that are some, those that were read before those that were not. */
function imagesOf({ images, sources }: PageFacts, probed: Probed): Pick<PageFacts, 'image' | 'images' | 'sources'> {
  const shown = images.filter(({ url }) => !isPixel(probed.get(url)));
  const isBroken = ({ url }: Media): boolean => probed.get(url) === null;
  const sorted = shown.toSorted((a, b) => Number(isBroken(a)) - Number(isBroken(b)));
  const measured = sorted.map((image): Media => ({ ...image, ...probed.get(image.url) }));
  const image = measured[0] ?? null;
  return { images: measured, image, sources: image?.url === images[0]?.url ? sources : probedSources(sources, image) };
}

/** Another image has taken the place of the chosen one. */
function probedSources({ image: _, ...sources }: PageFacts['sources'], image: Media | null): PageFacts['sources'] {
  return image === null ? sources : { ...sources, image: 'probe' };
}

const isPixel = (facts: ImageFacts | null | undefined): boolean =>
  facts !== null && facts !== undefined && Math.min(facts.width, facts.height) < MIN_SIDE;

function iconsOf({ icons }: PageFacts, usual: readonly string[], probed: Probed): Pick<PageFacts, 'icon' | 'icons'> {
  const measured = icons.map((icon): Icon => ({ ...icon, ...measuredIcon(probed.get(icon.url)) }));
  const found = usual.flatMap((url): Icon[] => {
    const facts = measuredIcon(probed.get(url));
    return facts === null ? [] : [{ url, ...facts }];
  });
  const all = [...measured, ...found];
  return { icons: all, icon: all[0] ?? null };
}

const measuredIcon = (facts: ImageFacts | null | undefined): Omit<Icon, 'url'> | null =>
  facts === null || facts === undefined ? null : { sizes: `${facts.width}x${facts.height}`, type: facts.type };

const probe = (pages: Pages, url: string, deadlineMs: number): Promise<ImageFacts | null> =>
  fetchSmall(pages, url, { deadlineMs, maxBytes: MAX_BYTES, accept: 'image/*' }, ({ body }) => readImageSize(body));
