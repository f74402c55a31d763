/// <reference lib="dom" />
// @ts-check

import { outgoingLink } from './links.js';
import { painted } from './painted.js';
import { dimensions, moment, price } from './wording.js';

/**
 * @import { Metadata } from '../routes/metadata-schema.ts'
 * @import { Build } from './element-builder.js'
 * @import { FieldKind } from './metadata-fields.js'
 *
 * @typedef {{ readonly url: string, readonly width?: number | null, readonly height?: number | null, readonly sizes?: string | null, readonly type?: string | null, readonly title?: string | null }} Linked
 * @typedef {(build: Build, value: any) => HTMLElement} ShowValue the value is of the field's type
 */

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
  colour: (build, value) => build('span', { class: 'colour' }, painted(build, 'dot', value), value),
  list: (build, value) => items(build, 'tags', value),
  feeds: (build, value) => items(build, 'feeds', value.map(feedLink.bind(null, build))),
  links: (build, value) =>
    items(
      build,
      'rows',
      value.map((/** @type {string} */ url) => outgoingLink(build, url)),
    ),
  alternates: (build, value) => items(build, 'rows', value.map(alternateLink.bind(null, build))),
  files: (build, value) => items(build, 'rows', value.map(linked.bind(null, build))),
  apps: (build, value) => items(build, 'rows', value.map(appLine.bind(null, build))),
  offers: (build, value) => items(build, 'tags', value.map(offerLine)),
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
 * @param {Metadata['alternates'][number]} alternate
 */
const alternateLink = (build, { lang, url }) =>
  build('span', {}, build('code', {}, lang), ' ', outgoingLink(build, url));

/**
 * @param {Build} build
 * @param {Metadata['appLinks'][number]} app
 */
function appLine(build, { platform, appName, appId, url }) {
  const app = [appName, appId].filter((part) => part !== null).join(' · ');
  const parts = [app, url === null ? '' : outgoingLink(build, url)].filter((part) => part !== '');
  return build('span', {}, build('code', {}, platform), ...parts.flatMap((part) => [' ', part]));
}

/** @param {Metadata['offers'][number]} offer */
const offerLine = ({ price: amount, currency, availability }) =>
  [price(amount, currency), availability].filter((part) => part !== null).join(' · ');

/**
 * @param {Build} build
 * @param {string} className
 * @param {readonly (Node | string)[]} children
 */
const items = (build, className, children) =>
  build('ul', { class: className }, ...children.map((child) => build('li', {}, child)));
