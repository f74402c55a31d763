/// <reference lib="dom" />
// @ts-check

import { webUrl } from './links.js';

/** @import { Build } from './element-builder.js' */

/** Narrower than this many pixels, a picture would blur where the card's width is filled. */
const FILLS_FROM = 400;

/**
 * A picture of another site: loaded when it comes into view, without saying from where. One that cannot be loaded
 * takes its frame with it.
 *
 * @param {Build} build
 * @param {{ readonly url: string, readonly alt: string, readonly className: string }} options
 * @returns {HTMLElement | null} null where the address is not one to load
 */
export function picture(build, { url, alt, className }) {
  const address = webUrl(url);
  if (address === null) return null;
  const image = build('img', {
    alt,
    referrerpolicy: 'no-referrer',
    loading: 'lazy',
    decoding: 'async',
    src: address.href,
  });
  const frame = build('span', { class: className }, image);
  image.addEventListener('error', () => {
    frame.hidden = true;
  });
  image.addEventListener('load', () => {
    frame.classList.toggle('whole', fitsWhole(/** @type {HTMLImageElement} */ (image)));
  });
  return frame;
}

/** @param {HTMLImageElement} image */
const fitsWhole = ({ naturalWidth, naturalHeight }) => naturalWidth < FILLS_FROM || naturalHeight > naturalWidth;
