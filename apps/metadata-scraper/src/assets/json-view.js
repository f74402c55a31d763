/// <reference lib="dom" />
// @ts-check

/** @import { Build } from './element-builder.js' */

/** The key that begins a line of indented JSON. */
const KEY = /^(\s*)("(?:[^"\\]|\\.)*")(: .*)$/;

/**
 * An answer as the service gave it, closed at first.
 *
 * @param {Build} build
 * @param {unknown} value
 */
export function jsonView(build, value) {
  const lines = JSON.stringify(value, null, 2).split('\n');
  return build(
    'details',
    { class: 'json' },
    build('summary', {}, 'The whole answer, as JSON'),
    // scrolls, so the keyboard has to reach it
    build(
      'pre',
      { tabindex: '0', role: 'region', 'aria-label': 'The answer as JSON' },
      build('code', {}, ...lines.flatMap((line) => lineOf(build, line))),
    ),
  );
}

/**
 * @param {Build} build
 * @param {string} line
 */
function lineOf(build, line) {
  const [, indent = '', key, rest = ''] = KEY.exec(line) ?? [];
  return key === undefined ? [`${line}\n`] : [indent, build('b', {}, key), `${rest}\n`];
}
