/// <reference lib="dom" />
// @ts-check

import { hostOf } from './links.js';
import { cut, NETWORKS } from './network-rules.js';
import { picture } from './picture.js';

/**
 * @import { Metadata } from '../routes/metadata-schema.ts'
 * @import { Build } from './element-builder.js'
 * @import { NetworkRule } from './network-rules.js'
 */

/**
 * The page's card as each of the big networks and chats would draw it.
 *
 * @param {Build} build
 * @param {Metadata} metadata
 */
export const networkCards = (build, metadata) =>
  build(
    'section',
    { 'aria-labelledby': 'networks-heading' },
    build('h2', { id: 'networks-heading' }, 'As others draw it'),
    build('ul', { class: 'networks' }, ...NETWORKS.map((rule) => build('li', {}, networkCard(build, rule, metadata)))),
  );

/**
 * @param {Build} build
 * @param {NetworkRule} rule
 * @param {Metadata} metadata
 */
function networkCard(build, { name, read, layout, titleLength, descriptionLength, note }, metadata) {
  const { title, description, image, site } = read(metadata);
  const host = hostOf(metadata.finalUrl);
  const shownDescription = cut(description, descriptionLength);
  const text = build(
    'div',
    { class: 'network-text' },
    build('p', { class: 'network-host' }, site === '' ? host : `${site} · ${host}`),
    build('p', { class: 'network-title' }, cut(title, titleLength) || host),
    descriptionLength === 0 || shownDescription === ''
      ? null
      : build('p', { class: 'network-description' }, shownDescription),
  );
  const image_ = layout === 'line' ? null : picture(build, { url: image, alt: '', className: 'network-image' });
  return build(
    'article',
    { 'aria-label': `On ${name}` },
    build('h3', {}, name),
    build('div', { class: `network network-${layout}` }, image_, text),
    build('p', { class: 'network-note' }, note),
  );
}
