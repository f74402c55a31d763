import type { JsonSchema } from '../routes/openapi-schemas.ts';
import { Markup, markup, NOTHING, prose } from './markup.ts';

interface Row {
  readonly name: string;
  readonly schema: JsonSchema;
  readonly required: boolean;
}

const COMPONENTS = '#/components/schemas/';

/** Shows an object's properties as a table, those of objects within it as `outer.inner` and `list[].inner`. */
export function schemaTable(schema: JsonSchema): Markup {
  const rows = rowsOf(schema, '');
  const head = markup`<p class="type">${typeOf(schema)}</p>`;
  if (rows.length === 0) return head;
  return markup`${head}<table><tbody>${rows.map(rowMarkup)}</tbody></table>`;
}

/** One row of a table of parameters or properties. */
export function rowMarkup({ name, schema, required }: Row): Markup {
  const mark = required ? markup` <span class="required">required</span>` : NOTHING;
  const preset =
    schema.default === undefined
      ? NOTHING
      : markup` <span class="default">default ${JSON.stringify(schema.default)}</span>`;
  return markup`<tr><th scope="row"><code>${name}</code>${mark}</th><td><span class="type">${typeOf(schema)}</span>${preset}${descriptionOf(schema)}</td></tr>`;
}

const descriptionOf = ({ description }: JsonSchema): Markup =>
  description === undefined ? NOTHING : markup`<br>${prose(description)}`;

function rowsOf(schema: JsonSchema, prefix: string): readonly Row[] {
  const { properties = {}, required = [] } = schema;
  return Object.entries(properties).flatMap(([name, inner]) => [
    { name: prefix + name, schema: inner, required: required.includes(name) },
    ...within(inner, prefix + name),
  ]);
}

/** The properties of a property: of an object, of the objects of a list, of either where it may be null. */
function within(schema: JsonSchema, name: string): readonly Row[] {
  if (schema.items !== undefined) return within(schema.items as JsonSchema, `${name}[]`);
  const choices = alternatives(schema);
  if (choices.length > 0) return choices.flatMap((choice) => within(choice, name));
  return rowsOf(schema, `${name}.`);
}

const alternatives = (schema: JsonSchema): readonly JsonSchema[] =>
  (schema.anyOf ?? schema.oneOf ?? schema.allOf ?? []) as readonly JsonSchema[];

const LIMITS: readonly (readonly [keyword: string, words: string])[] = [
  ['minimum', 'from'],
  ['maximum', 'to'],
  ['minItems', 'at least'],
  ['maxItems', 'at most'],
  ['minLength', 'length from'],
  ['maxLength', 'length to'],
  ['pattern', 'matching'],
];

/** A schema's kind in words. */
export function typeOf(schema: JsonSchema): Markup {
  if (schema.$ref !== undefined) return componentLink(schema.$ref);
  if (schema.enum !== undefined) return new Markup(listed((schema.enum as readonly unknown[]).map(literal), ' | '));
  if (schema.const !== undefined) return literal(schema.const);
  const choices = alternatives(schema);
  if (choices.length > 0) return new Markup(listed(choices.map(typeOf), ' or '));
  if (schema.items !== undefined) return markup`list of ${typeOf(schema.items as JsonSchema)}${limitsOf(schema)}`;
  if (typeof schema.additionalProperties === 'object') {
    return markup`map of ${typeOf(schema.additionalProperties as JsonSchema)}`;
  }
  return markup`${[schema.type ?? 'anything'].flat().join(' or ')}${formatOf(schema)}${limitsOf(schema)}`;
}

const literal = (value: unknown): Markup => markup`<code>${JSON.stringify(value)}</code>`;

const listed = (parts: readonly Markup[], separator: string): string => parts.map(({ text }) => text).join(separator);

function componentLink(reference: string): Markup {
  const name = reference.slice(COMPONENTS.length);
  return markup`<a href="#schema-${name}">${name}</a>`;
}

const formatOf = ({ format }: JsonSchema): Markup => (format === undefined ? NOTHING : markup` (${format})`);

function limitsOf(schema: JsonSchema): Markup {
  const limits = LIMITS.filter(([keyword]) => isTold(schema[keyword]));
  return markup`${limits.map(([keyword, words]) => markup`, ${words} ${String(schema[keyword])}`)}`;
}

/** zod writes the bounds of safe integers wherever there are no others. */
const isTold = (limit: unknown): boolean => limit !== undefined && Math.abs(Number(limit)) !== Number.MAX_SAFE_INTEGER;
