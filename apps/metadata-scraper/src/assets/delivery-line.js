/// <reference lib="dom" />
// @ts-check

import { ago, duration } from './wording.js';

/**
 * @import { Answer } from './ask-metadata.js'
 * @import { Build } from './element-builder.js'
 */

/** What the states of the cache mean to people. */
const STATES = new Map([
  ['HIT', 'from the cache'],
  ['MISS', 'read just now'],
  ['STALE', 'from the cache, being refreshed'],
  ['REVALIDATED', 'unchanged, says its site'],
  ['BYPASS', 'read just now'],
]);

/** A step of `Server-Timing`: `fetch;dur=12.3` */
const STEP = /([\w-]+);dur=([\d.]+)/g;

/**
 * How the answer came about: what the page's server said, where the answer came from, and what took its time.
 *
 * @param {Build} build
 * @param {Answer} answer
 */
export function deliveryLine(build, { link, milliseconds, metadata, delivery }) {
  const { status, contentType, charset } = metadata;
  const { cache, age, timing } = delivery;
  const aged = age > 0 ? ` ${ago(age)}` : '';
  const facts = [
    `HTTP ${status}`,
    contentType,
    charset,
    `${STATES.get(cache) ?? 'answered'}${aged}`,
    `${duration(milliseconds)} in all`,
    ...[...timing.matchAll(STEP)].map(([, step, ms]) => `${step} ${duration(Number(ms))}`),
  ].filter((fact) => fact !== null);
  return build(
    'div',
    { class: 'delivery' },
    build('ul', { class: 'facts', 'aria-label': 'The response' }, ...facts.map((fact) => build('li', {}, fact))),
    build('a', { class: 'again', href: `/?url=${encodeURIComponent(link)}&fresh=true` }, 'Read it again'),
  );
}
