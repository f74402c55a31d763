import { localName } from '../collect/read-description.ts';

/** A thing as JSON-LD has it. */
export type JsonThing = Readonly<Record<string, unknown>>;

/** A value, or a list of them: JSON-LD leaves it open. */
export const listOf = (value: unknown): readonly unknown[] => {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
};

/** The texts among the values. */
export const stringsOf = (value: unknown): readonly string[] => {
  if (typeof value === 'string') return [value];
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
};

export const isThing = (value: unknown): value is JsonThing =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The types of a thing, without their vocabulary: `http://schema.org/Article` is `Article`. */
export const typesOf = (thing: JsonThing): readonly string[] => stringsOf(thing['@type']).map(localName);
