/// <reference lib="dom" />
// @ts-check

import { metadataPath } from './ask-metadata.js';

/** @import { Build } from './element-builder.js' */

/**
 * The same question as a command for a terminal.
 *
 * @param {Build} build
 * @param {string} origin of the service, such as `http://localhost:3000`
 * @param {string} link
 */
export function requestLine(build, origin, link) {
  const path = metadataPath(link).replaceAll("'", '%27');
  return build(
    'section',
    { class: 'request', 'aria-labelledby': 'request-heading' },
    build('h2', { id: 'request-heading' }, 'From a terminal'),
    build('pre', { tabindex: '0' }, build('code', {}, `curl '${origin}${path}'`)),
  );
}
