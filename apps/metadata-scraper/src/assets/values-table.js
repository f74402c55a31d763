/// <reference lib="dom" />
// @ts-check

import { SHOW_VALUE } from './field-values.js';
import { CHOSEN_FROM, FURTHER_FIELDS, METADATA_FIELDS } from './metadata-fields.js';

/**
 * @import { Metadata } from '../routes/metadata-schema.ts'
 * @import { Build } from './element-builder.js'
 * @import { Field } from './metadata-fields.js'
 */

/**
 * The chosen values and where each was found; what the page does not tell is named beneath.
 *
 * @param {Build} build
 * @param {Metadata} metadata
 */
export function valuesTable(build, metadata) {
  const told = METADATA_FIELDS.filter(([key]) => isTold(metadata[key]));
  const further = FURTHER_FIELDS.filter(([key]) => isTold(metadata[key]));
  const several = CHOSEN_FROM.filter(([key]) => isSeveral(metadata[key]));
  const rows = [...told, ...further, ...several];
  const untold = METADATA_FIELDS.filter(([key]) => !isTold(metadata[key]));
  return build(
    'section',
    { 'aria-labelledby': 'values-heading' },
    build('h2', { id: 'values-heading' }, 'What was chosen, and where it was found'),
    rows.length === 0 ? null : tableOf(build, rows, metadata),
    untold.length === 0 ? null : build('p', { class: 'untold' }, gaps(rows, untold)),
  );
}

/**
 * @param {readonly Field[]} told
 * @param {readonly Field[]} untold
 */
const gaps = (told, untold) =>
  told.length === 0
    ? 'The page says nothing about itself.'
    : `The page does not tell: ${untold.map(([, label]) => label.toLowerCase()).join(', ')}.`;

/** @param {unknown} value */
const isTold = (value) => value !== null && !(Array.isArray(value) && value.length === 0);

/** @param {unknown} value */
const isSeveral = (value) => Array.isArray(value) && value.length > 1;

/**
 * @param {Build} build
 * @param {readonly Field[]} fields
 * @param {Metadata} metadata
 */
function tableOf(build, fields, metadata) {
  const columns = ['Field', 'Value', 'Found in'].map((name) => build('th', { scope: 'col' }, name));
  return build(
    'table',
    { class: 'values' },
    build('thead', {}, build('tr', {}, ...columns)),
    build('tbody', {}, ...fields.map((field) => rowOf(build, field, metadata))),
  );
}

/**
 * @param {Build} build
 * @param {Field} field
 * @param {Metadata} metadata
 */
function rowOf(build, [key, label, kind], metadata) {
  const source = metadata.sources[key];
  return build(
    'tr',
    {},
    build('th', { scope: 'row' }, label),
    build('td', {}, SHOW_VALUE[kind](build, metadata[key])),
    build('td', { class: 'source' }, source === undefined ? null : build('code', {}, source)),
  );
}
