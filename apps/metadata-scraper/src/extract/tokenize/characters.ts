/** The codes of the characters that markup is made of. */
export const CODE = {
  space: 0x20,
  exclamation: 0x21,
  quote: 0x22,
  apostrophe: 0x27,
  slash: 0x2f,
  less: 0x3c,
  equals: 0x3d,
  greater: 0x3e,
  question: 0x3f,
} as const;

const TAB = 0x09;
const LINE_FEED = 0x0a;
const FORM_FEED = 0x0c;
const CARRIAGE_RETURN = 0x0d;
const LETTER_A = 0x61;
const LETTER_Z = 0x7a;
/** What a letter's code has more in lower case. */
const LOWER = 0x20;

/** ASCII white space, as the HTML standard has it. */
export const isSpace = (code: number): boolean =>
  code <= CODE.space &&
  (code === CODE.space || code === LINE_FEED || code === TAB || code === CARRIAGE_RETURN || code === FORM_FEED);

/** An ASCII letter: no other character starts the name of a tag. */
export const isLetter = (code: number): boolean => {
  const lower = code | LOWER;
  return lower >= LETTER_A && lower <= LETTER_Z;
};

/** What follows the name of a tag. Most characters are letters, and above all of these. */
export const endsTagName = (code: number): boolean =>
  code <= CODE.greater && (code === CODE.greater || code === CODE.slash || isSpace(code));

/** What follows the name of an attribute. */
export const endsAttributeName = (code: number): boolean =>
  code <= CODE.greater && (code === CODE.equals || endsTagName(code));

/** A character's code as it is in lower case. */
export const lowerCase = (code: number): number => (isLetter(code) ? code | LOWER : code);
