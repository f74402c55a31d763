/// <reference lib="dom" />
// @ts-check

import { outgoingLink } from './links.js';
import { dimensions, moment } from './wording.js';

/**
 * @import { Build } from './element-builder.js'
 * @import { FieldKind } from './metadata-fields.js'
 *
 * @typedef {{ readonly url: string, readonly width?: number | null, readonly height?: number | null, readonly sizes?: string | null, readonly type?: string | null, readonly title?: string | null }} Linked
 * @typedef {(build: Build, value: any) => HTMLElement} ShowValue the value is of the field's type
 */

/** What a colour can look like. Anything else, `url(…)` first of all, is told but not painted. */
const COLOUR = /^(#[\da-f]{3,8}|[a-z]+|(rgb|hsl)a?\([\d\s.,%/]+\))$/i;

/**
 * How a value is shown, by the kind of its field.
 *
 * @type {Readonly<Record<FieldKind, ShowValue>>}
 */
export const SHOW_VALUE = {
  text: (build, value) => build('span', {}, value),
  link: (build, value) => outgoingLink(build, value),
  moment: (build, value) => build('time', { datetime: value }, moment(value)),
  media: linked,
  icon: linked,
  colour: (build, value) => build('span', { class: 'colour' }, swatch(build, value), value),
  list: (build, value) => items(build, 'tags', value),
  feeds: (build, value) => items(build, 'feeds', value.map(feedLink.bind(null, build))),
};

/**
 * @param {Build} build
 * @param {Linked} value
 */
function linked(build, value) {
  const about = [dimensions(value), value.sizes, value.type].filter(Boolean).join(' · ');
  return build('span', {}, outgoingLink(build, value.url), about === '' ? null : build('small', {}, about));
}

/**
 * @param {Build} build
 * @param {Linked} feed
 */
const feedLink = (build, { url, title }) => outgoingLink(build, url, title ?? url);

/**
 * @param {Build} build
 * @param {string} className
 * @param {readonly (Node | string)[]} children
 */
const items = (build, className, children) =>
  build('ul', { class: className }, ...children.map((child) => build('li', {}, child)));

/**
 * An SVG attribute paints it: the page's policy allows no style from an answer.
 *
 * @param {Build} build
 * @param {string} colour
 */
function swatch(build, colour) {
  if (!COLOUR.test(colour)) return null;
  const svg = 'http://www.w3.org/2000/svg';
  const { ownerDocument } = build('span');
  const drawing = ownerDocument.createElementNS(svg, 'svg');
  const dot = ownerDocument.createElementNS(svg, 'circle');
  const attributes = { cx: '8', cy: '8', r: '7.5', fill: colour };
  for (const [name, value] of Object.entries(attributes)) dot.setAttribute(name, value);
  drawing.setAttribute('viewBox', '0 0 16 16');
  drawing.setAttribute('aria-hidden', 'true');
  drawing.append(dot);
  return drawing;
}
