/// <reference lib="dom" />
// @ts-check

import { hostOf, outgoingLink } from './links.js';
import { picture } from './picture.js';
import { dimensions } from './wording.js';

/**
 * @import { Metadata } from '../routes/metadata-schema.ts'
 * @import { Build } from './element-builder.js'
 *
 * @typedef {Pick<Metadata, 'url' | 'finalUrl' | 'title' | 'description' | 'siteName' | 'image' | 'icon' | 'sources'>} CardFacts
 * @typedef {{ readonly name: string, readonly content: HTMLElement | null, readonly note: string, readonly aside?: string }} Part
 * `note` is where the part was found
 */

/**
 * Shows a page as a link preview, each part with a note in the margin that tells where it was found.
 *
 * @param {Build} build
 * @param {CardFacts} facts
 */
export function card(build, facts) {
  const parts = partsOf(build, facts).filter(({ content }) => content !== null);
  const figure = build(
    'div',
    { class: 'figure' },
    build('article', { class: 'card', 'aria-label': 'Link preview' }, ...parts.map(({ content }) => content)),
    // the table beneath the card tells the same to screen readers
    build('ul', { class: 'notes', 'aria-hidden': 'true' }, ...parts.map((part) => noteOf(build, part))),
  );
  const image = figure.querySelector('.card-image img');
  image?.addEventListener('error', () => {
    figure.classList.add('without-image');
    figure.after(build('p', { class: 'notice' }, 'The page names a picture, but it could not be loaded.'));
  });
  return figure;
}

/**
 * @param {Build} build
 * @param {CardFacts} facts
 * @returns {Part[]}
 */
function partsOf(build, facts) {
  const { url, finalUrl, title, description, siteName, image, sources } = facts;
  const host = hostOf(finalUrl);
  /** @param {string} field */
  const foundIn = (field) => sources[field] ?? '';
  return [
    {
      name: 'image',
      content: image && picture(build, { url: image.url, alt: image.alt ?? '', className: 'card-image' }),
      note: foundIn('image'),
      aside: image ? dimensions(image) : '',
    },
    {
      name: 'site',
      content: siteLine(build, facts),
      note: foundIn(siteName === null ? 'icon' : 'siteName'),
    },
    {
      name: 'title',
      content: build('h2', { class: 'card-title' }, outgoingLink(build, finalUrl, title ?? host)),
      note: title === null ? 'no title: its host' : foundIn('title'),
    },
    {
      name: 'description',
      content: description === null ? null : build('p', { class: 'card-description' }, description),
      note: foundIn('description'),
    },
    {
      name: 'host',
      content: build('p', { class: 'card-host' }, host),
      note: hostOf(url) === host ? '' : `redirected from ${hostOf(url)}`,
    },
  ];
}

/**
 * @param {Build} build
 * @param {CardFacts} facts
 */
function siteLine(build, { icon, siteName }) {
  const image = icon && picture(build, { url: icon.url, alt: '', className: 'card-icon' });
  return image === null && siteName === null ? null : build('p', { class: 'card-site' }, image, siteName);
}

/**
 * @param {Build} build
 * @param {Part} part
 */
function noteOf(build, { name, note, aside = '' }) {
  const small = aside === '' ? null : build('small', {}, aside);
  return note === ''
    ? build('li', { class: `note-${name}` })
    : build('li', { class: `note note-${name}` }, build('span', {}, note), small);
}
