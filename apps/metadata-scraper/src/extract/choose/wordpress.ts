import type { Facts } from '../collect/facts.ts';
import { PLACE } from '../collect/places.ts';
import { oncePerPage } from './once-per-page.ts';

/** WordPress or one of its plug-ins that name themselves. */
const GENERATOR = /wordpress|woocommerce|elementor|wpml/i;
const FILES = '/wp-content/';

const isInHead = ({ place }: { readonly place: number }): boolean => (place & PLACE.head) !== 0;

/** Whether a meta of the name has a content for which something holds. */
const tells = ({ metas }: Readonly<Facts>, wanted: string, holds: (content: string) => boolean): boolean =>
  metas.some((meta) => meta.name === wanted && isInHead(meta) && holds(meta.content));

const isFile = (address: string): boolean => address.includes(FILES);

/**
 * Whether a page comes out of WordPress, where nobody chose what the head says of author and date: plug-ins write both for everything,
 * also where the site shows none. The head alone decides, so that it makes no difference how far a page is read.
 */
export const areOfWordPress = (facts: Readonly<Facts>): boolean =>
  tells(facts, 'generator', (name) => GENERATOR.test(name)) ||
  tells(facts, 'og:image', isFile) ||
  facts.links.some((link) => isInHead(link) && isFile(link.href));

export const isOfWordPress = oncePerPage(({ facts }) => areOfWordPress(facts));
