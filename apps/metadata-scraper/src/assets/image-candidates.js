/// <reference lib="dom" />
// @ts-check

import { outgoingLink } from './links.js';
import { picture } from './picture.js';
import { dimensions } from './wording.js';

/**
 * @import { Metadata } from '../routes/metadata-schema.ts'
 * @import { Build } from './element-builder.js'
 */

/** So many are shown: a page can name hundreds. */
const SHOWN = 12;

/**
 * Every picture that the page offers, best first.
 *
 * @param {Build} build
 * @param {Metadata['images']} images
 * @returns {HTMLElement | null} null where there are none
 */
export function imageCandidates(build, images) {
  if (images.length === 0) return null;
  const more = images.length - SHOWN;
  return build(
    'section',
    { 'aria-labelledby': 'candidates-heading' },
    build('h2', { id: 'candidates-heading' }, 'Image candidates, best first'),
    build(
      'ol',
      { class: 'candidates' },
      ...images.slice(0, SHOWN).map((image, index) => candidate(build, image, index)),
    ),
    more > 0 ? build('p', { class: 'untold' }, `${more} more in the JSON below.`) : null,
  );
}

/**
 * @param {Build} build
 * @param {Metadata['images'][number]} image
 * @param {number} index
 */
function candidate(build, image, index) {
  const name = image.url.split(/[?#]/, 1)[0]?.split('/').at(-1) || image.url;
  return build(
    'li',
    {},
    picture(build, { url: image.url, alt: image.alt ?? `Candidate ${index + 1}`, className: 'candidate' }),
    outgoingLink(build, image.url, name),
    build('small', {}, dimensions(image) || (image.type ?? 'size not told')),
  );
}
