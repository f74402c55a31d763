/// <reference lib="dom" />
// @ts-check

import { METADATA_FIELDS } from './metadata-fields.js';

/**
 * @import { Metadata } from '../routes/metadata-schema.ts'
 * @import { Build } from './element-builder.js'
 */

/**
 * What else each field could have been, closed at first.
 *
 * @param {Build} build
 * @param {Metadata} metadata
 * @returns {HTMLElement | null} null where there was no choice
 */
export function otherValues(build, { candidates }) {
  const choices = METADATA_FIELDS.flatMap(([key, label]) => {
    const values = candidates?.[key] ?? [];
    return values.length > 1 ? [{ label, values }] : [];
  });
  if (choices.length === 0) return null;
  return build(
    'details',
    { class: 'choices' },
    build('summary', {}, 'All that was found, most trusted first'),
    ...choices.flatMap(({ label, values }) => [
      build('h3', {}, label),
      build('ol', {}, ...values.map(({ value, source }) => build('li', {}, build('code', {}, source), ` ${value}`))),
    ]),
  );
}
