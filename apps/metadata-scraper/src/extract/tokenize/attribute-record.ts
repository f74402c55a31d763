import { type Attributes, attributeValue, NO_ATTRIBUTES, type SetAttribute } from './attributes.ts';

/** Longer values are cut. */
const VALUE_LENGTH = 16_384;

export type AttributeRecord = ReturnType<typeof createAttributeRecord>;

/** Puts the attributes of one tag after the other together, always in the same record. */
export const createAttributeRecord = () => {
  const attributes: Attributes = { ...NO_ATTRIBUTES };
  let given: SetAttribute[] = [];
  let set: SetAttribute | undefined;
  let value = '';
  return {
    /** A tag starts. */
    clear: (): void => {
      if (given.length === 0) return;
      for (const setGiven of given) setGiven(attributes, undefined);
      given = [];
    },
    /** An attribute starts: one that is set by this, or one that is of no interest. */
    start: (setter: SetAttribute | undefined): void => {
      set = setter;
      value = '';
    },
    /** Adds a part of a text to the attribute's value. */
    addValue: (source: string, from: number, to: number): void => {
      if (set === undefined || value.length >= VALUE_LENGTH) return;
      value += source.slice(from, Math.min(to, from + VALUE_LENGTH - value.length));
    },
    /** The attribute is over. */
    finish: (): void => {
      if (set === undefined || given.includes(set)) return;
      set(attributes, attributeValue(value));
      given.push(set);
    },
    current: (): Readonly<Attributes> => (given.length === 0 ? NO_ATTRIBUTES : attributes),
  };
};
