/// <reference lib="dom" />
// @ts-check

import { card } from './card.js';
import { requestLine } from './request-line.js';

/**
 * @import { Build } from './element-builder.js'
 * @import { CardFacts } from './card.js'
 */

/**
 * What stands in the answer's place before anything was asked: the card of this very page, from its own head.
 *
 * @param {Build} build
 * @param {Document} document
 */
export const ownCard = (build, document) => [
  build('p', { class: 'caption' }, 'This page’s own card, to show how an answer looks.'),
  card(build, ownFacts(document)),
  requestLine(build, new URL(document.baseURI).origin, 'https://example.com/'),
];

/**
 * @param {Document} document
 * @returns {CardFacts}
 */
function ownFacts(document) {
  /** @param {string} name */
  const property = (name) => document.querySelector(`meta[property="${name}"]`)?.getAttribute('content') ?? null;
  /** @param {string | null} address */
  const absolute = (address) => new URL(address ?? '', document.baseURI).href;
  const url = absolute('/');
  const icon = document.querySelector('link[rel="icon"]')?.getAttribute('href') ?? null;
  return {
    url,
    finalUrl: url,
    title: property('og:title'),
    description: property('og:description'),
    siteName: property('og:site_name'),
    image: { url: absolute(property('og:image')), width: 1200, height: 630, alt: property('og:image:alt'), type: null },
    icon: { url: absolute(icon), sizes: null, type: null },
    sources: { title: 'og:title', description: 'og:description', siteName: 'og:site_name', image: 'og:image' },
  };
}
