import { oncePerPage } from './once-per-page.ts';
import type { Page } from './page.ts';

/** WordPress or one of its plug-ins that name themselves. */
const GENERATOR = /wordpress|woocommerce|elementor|wpml/i;
const FILES = '/wp-content/';

/** The addresses of files that the head names: the head alone decides, so that it makes no difference how far a page is read. */
const filesOf = ({ facts, metas }: Page): readonly string[] => [
  ...facts.links.map(({ href }) => href),
  ...(metas.get('og:image') ?? []),
];

/**
 * Whether a page comes out of WordPress, where nobody chose what the head says of author and date: plug-ins write both for everything,
 * also where the site shows none.
 */
export const isOfWordPress = oncePerPage(
  (page) =>
    (page.metas.get('generator') ?? []).some((name) => GENERATOR.test(name)) ||
    filesOf(page).some((file) => file.includes(FILES)),
);
