/// <reference lib="dom" />
// @ts-check

import { card } from './card.js';
import { checksView } from './checks-view.js';
import { deliveryLine } from './delivery-line.js';
import { imageCandidates } from './image-candidates.js';
import { jsonView } from './json-view.js';
import { networkCards } from './network-cards.js';
import { otherValues } from './other-values.js';
import { requestLine } from './request-line.js';
import { valuesTable } from './values-table.js';

/**
 * @import { Metadata } from '../routes/metadata-schema.ts'
 * @import { Answer } from './ask-metadata.js'
 * @import { Build } from './element-builder.js'
 */

/**
 * All that is shown of a page: its card, then what stands behind it.
 *
 * @param {Build} build
 * @param {Answer} answer
 * @param {string} origin of the service
 */
export const answerView = (build, answer, origin) => {
  const { link, metadata } = answer;
  return [
    blockedNotice(build, metadata),
    card(build, metadata),
    deliveryLine(build, answer),
    networkCards(build, metadata),
    checksView(build, metadata),
    valuesTable(build, metadata),
    otherValues(build, metadata),
    imageCandidates(build, metadata.images),
    requestLine(build, origin, link),
    jsonView(build, metadata),
  ];
};

/**
 * @param {Build} build
 * @param {Metadata} metadata
 */
function blockedNotice(build, { sources }) {
  if (sources.blocked === undefined) return null;
  const notice = `The site turned the reader away (${sources.blocked}), so there is nothing of the page itself.`;
  return build('p', { class: 'notice' }, notice);
}
