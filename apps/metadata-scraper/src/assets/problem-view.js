/// <reference lib="dom" />
// @ts-check

import { adviceFor } from './problem-advice.js';

/**
 * @import { Failure } from './ask-metadata.js'
 * @import { Build } from './element-builder.js'
 */

/**
 * Tells what happened, what to do, and what to quote when asking for help.
 *
 * @param {Build} build
 * @param {Failure} failure
 */
export function problemView(build, { problem, retryAfter }) {
  const { heading, advice } = adviceFor(problem);
  const wait = retryAfter === null ? null : build('p', {}, `The service asks to wait ${retryAfter} s.`);
  const id = problem.requestId;
  return build(
    'section',
    { class: 'problem', 'aria-labelledby': 'problem-heading' },
    build('h2', { id: 'problem-heading' }, heading),
    build('p', { class: 'problem-detail' }, problem.detail),
    build('p', {}, advice),
    wait,
    build(
      'dl',
      { class: 'labels' },
      ...label(build, 'Code', problem.code),
      ...(id ? label(build, 'Request id', id) : []),
    ),
  );
}

/**
 * @param {Build} build
 * @param {string} name
 * @param {string} value
 */
const label = (build, name, value) => [build('dt', {}, name), build('dd', {}, build('code', {}, value))];
