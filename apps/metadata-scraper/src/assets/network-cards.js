/// <reference lib="dom" />
// @ts-check

import { breadcrumb, hostOf } from './links.js';
import { cut, NETWORKS } from './network-rules.js';
import { painted } from './painted.js';
import { picture } from './picture.js';

/**
 * @import { Metadata } from '../routes/metadata-schema.ts'
 * @import { Build } from './element-builder.js'
 * @import { NetworkRule, Part } from './network-rules.js'
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
function networkCard(build, rule, metadata) {
  const { name, drawing, note, themed = false } = rule;
  const size = rule.size(metadata);
  const { image } = rule.read(metadata);
  const bar = themed ? build('span', { class: 'network-bar' }, painted(build, 'bar', metadata.themeColor ?? '')) : null;
  const shown = size === 'none' ? null : picture(build, { url: image, alt: '', className: 'network-image' });
  const text = build('div', { class: 'network-text' }, ...linesOf(build, rule, metadata));
  return build(
    'article',
    { 'aria-label': `On ${name}` },
    build('h3', {}, name),
    build('div', { class: `network ${drawing} ${size}` }, bar, shown, text),
    build('p', { class: 'network-note' }, note),
  );
}

/**
 * @param {Build} build
 * @param {NetworkRule} rule
 * @param {Metadata} metadata
 */
function linesOf(build, { read, parts, titleLength, descriptionLength }, metadata) {
  const { title, description, site } = read(metadata);
  const host = hostOf(metadata.finalUrl);
  /** @type {Readonly<Record<Part, string>>} */
  const texts = {
    host,
    site: site || host,
    mark: site || host,
    address: breadcrumb(metadata.finalUrl),
    title: cut(title, titleLength) || host,
    description: cut(description, descriptionLength),
    link: metadata.finalUrl,
  };
  const { icon } = metadata;
  const mark = icon && picture(build, { url: icon.url, alt: '', className: 'network-icon' });
  /** @type {(part: Part) => (Node | string | null)[]} */
  const contentOf = (part) => (part === 'mark' ? [mark, build('span', {}, texts[part])] : [texts[part]]);
  return parts
    .filter((part) => texts[part] !== '')
    .map((part) => build('p', { class: `network-${part}` }, ...contentOf(part)));
}
