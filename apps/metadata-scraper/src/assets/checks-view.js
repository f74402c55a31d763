/// <reference lib="dom" />
// @ts-check

import { failedChecks } from './page-checks.js';

/**
 * @import { Metadata } from '../routes/metadata-schema.ts'
 * @import { Build } from './element-builder.js'
 * @import { PageCheck } from './page-checks.js'
 */

/**
 * For the owner of a page: what is missing or wrong, and what to put into its head.
 *
 * @param {Build} build
 * @param {Metadata} metadata
 */
export function checksView(build, metadata) {
  const failed = failedChecks(metadata);
  return build(
    'section',
    { 'aria-labelledby': 'checks-heading' },
    build('h2', { id: 'checks-heading' }, headingOf(failed.length)),
    build('ul', { class: 'checks' }, ...failed.map((check) => checkItem(build, check, metadata))),
  );
}

/** @param {number} count */
const headingOf = (count) => {
  if (count === 0) return 'If it is your page: nothing to mend';
  return `If it is your page: ${count} ${count === 1 ? 'thing' : 'things'} to mend`;
};

/**
 * @param {Build} build
 * @param {PageCheck} check
 * @param {Metadata} metadata
 */
const checkItem = (build, { level, says, fix }, metadata) =>
  build(
    'li',
    { class: `check check-${level}` },
    build('span', { class: 'level' }, level),
    build('div', {}, build('p', {}, says(metadata)), build('code', {}, fix)),
  );
