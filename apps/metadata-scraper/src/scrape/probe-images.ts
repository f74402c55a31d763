import { type ImageFacts, readImageSize } from './measure-image.ts';
import type { PageFacts, Pages } from './page-facts.ts';

/** A page may name hundreds of images; the first are the ones that are shown. */
const MAX_PROBES = 4;
const MAX_BYTES = 262_144;

type Media = PageFacts['images'][number];
type Icon = PageFacts['icons'][number];

/**
 * Reads the first bytes of a page's best images and of its icon, and corrects their size and type by what they say.
 *
 * An image that cannot be read stays as the page declared it.
 */
export async function probeImages(pages: Pages, facts: PageFacts, deadlineMs: number): Promise<PageFacts> {
  const probed = new Map<string, ImageFacts>();
  const urls = new Set([...facts.images.slice(0, MAX_PROBES), ...facts.icons.slice(0, 1)].map(({ url }) => url));
  await Promise.all(
    [...urls].map(async (url) => {
      const found = await probe(pages, url, deadlineMs);
      if (found !== null) probed.set(url, found);
    }),
  );
  const images = facts.images.map((image): Media => ({ ...image, ...probed.get(image.url) }));
  const icons = facts.icons.map((icon): Icon => measuredIcon(icon, probed.get(icon.url)));
  return { ...facts, images, image: images[0] ?? null, icons, icon: icons[0] ?? null };
}

function measuredIcon(icon: Icon, found: ImageFacts | undefined): Icon {
  return found === undefined ? icon : { ...icon, sizes: `${found.width}x${found.height}`, type: found.type };
}

async function probe(pages: Pages, url: string, deadlineMs: number): Promise<ImageFacts | null> {
  try {
    const page = await pages.openPage(url, { deadlineMs, maxBytes: MAX_BYTES, accept: 'image/*' });
    try {
      return page.status === 200 ? await readImageSize(page.body) : null;
    } finally {
      page.close();
    }
  } catch {
    return null;
  }
}
