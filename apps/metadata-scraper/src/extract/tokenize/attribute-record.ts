import { type Attributes, attributeValue, newAttributes, NO_ATTRIBUTES, type SetAttribute } from './attributes.ts';

/** Longer values are cut. */
const VALUE_LENGTH = 16_384;

export type AttributeRecord = ReturnType<typeof createAttributeRecord>;

/** Puts the attributes of one tag after the other together, always in the same record. */
export const createAttributeRecord = () => {
  const attributes = newAttributes();
  /** Of the list, which is never made shorter, so many are those of the current tag. */
  const given: SetAttribute[] = [];
  let count = 0;
  let set: SetAttribute | undefined;
  let value = '';
  const put = (setter: SetAttribute, raw: string): void => {
    for (let index = 0; index < count; index++) if (given[index] === setter) return;
    setter(attributes, attributeValue(raw));
    given[count++] = setter;
  };
  return {
    /** A tag starts. */
    clear: (): void => {
      for (let index = 0; index < count; index++) given[index]?.(attributes, undefined);
      count = 0;
    },
    /** Adds an attribute whose value stands in a text as a whole. */
    add: (setter: SetAttribute | undefined, source: string, from: number, to: number): void => {
      if (setter !== undefined) put(setter, source.slice(from, Math.min(to, from + VALUE_LENGTH)));
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
      if (set !== undefined) put(set, value);
    },
    current: (): Readonly<Attributes> => (count === 0 ? NO_ATTRIBUTES : attributes),
  };
};
