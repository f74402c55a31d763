import type { Attributes } from '../tokenize/attributes.ts';
import type { ElementKind } from '../tokenize/elements.ts';
import type { Frame } from './frames.ts';
import { createPlaceFinder, hintsOf, PLACE } from './places.ts';

const isHidden = (attributes: Attributes): boolean =>
  attributes.hidden !== undefined || attributes['aria-hidden'] === 'true';

/** Whether an element is <svg>, <math> or one of theirs. */
const isForeignIn = (parent: Frame | null, name: string): boolean =>
  name === 'svg' || name === 'math' || parent?.hasForeignContent === true;

/** The places of an element. What is around the body says nothing; an article's own footer is not the page's. */
const placeIn = (parent: Frame | null, own: number, name: string): number => {
  if (name === 'body') return 0;
  const around = parent === null ? 0 : parent.place & ~PLACE.head;
  return name === 'footer' && (around & PLACE.article) !== 0 ? around : around | own;
};

/** Makes the frames of a page's elements, in document order. One for each page. */
export const createFrameMaker = () => {
  const placeOf = createPlaceFinder();
  let elements = 0;
  return (kind: ElementKind, attributes: Attributes, parent: Frame | null, inHead: boolean): Frame => {
    const hints = inHead ? '' : hintsOf(attributes);
    const isForeign = isForeignIn(parent, kind.name);
    const own = inHead ? PLACE.head : placeOf(kind.name, hints, attributes.role);
    return {
      name: kind.name,
      kind,
      own,
      place: placeIn(parent, own, kind.name),
      hints,
      isUnseen: parent?.isUnseen === true || kind.isUnseen || isHidden(attributes),
      isInert: parent?.isInert === true || (kind.isInert && !isForeign),
      isForeign,
      hasForeignContent: isForeign && !kind.isIntegrationPoint,
      at: elements++,
      parent,
      thing: parent === null ? null : parent.thing,
      captures: null,
    };
  };
};
