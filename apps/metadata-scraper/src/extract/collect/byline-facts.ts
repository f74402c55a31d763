import type { Attributes } from '../tokenize/attributes.ts';
import { type Capture, captureText } from './captures.ts';
import { textFact } from './element-facts.ts';
import { FACT_LIMITS, type Facts } from './facts.ts';
import type { Frame } from './frames.ts';
import { PLACE } from './places.ts';

const BYLINE_LENGTH = 300;
const HREF_LENGTH = 300;
const MAX_TEXT = 200;
const MAX_SHORT = 60;

const AUTHOR_REL = /\bauthor\b/i;
const TAG_REL = /\btag\b/i;
const AUTHOR_PATH =
  /\/(?:authors?|autor(?:en|es|in)?|auteurs?|people|profiles?|contributors?|staff|writers?|journalists?|redaktion|columnists?|by)\/[^/]/i;
const TAG_PATH = /\/(?:tags?|topics?|thema|themen|schlagwort|stichwort|keywords?|mots?-cles?|etiquetas?)\/[^/]/i;
/** How a line that names an author starts. */
const BY =
  /^[\s|•·–-]*(?:by|von|par|por|autor(?:in|en)?|authors?|auteur|autore|verfasser|text|texte|words|written by|posted by|story by|geschrieben von|di|door|av|af|szerző|автор|作者|文|著者)(?:[:：]|\s|$)/i;
const YEAR = /(?:19|20)\d\d|\d\d?\.\d\d?\.\d\d(?!\d)/;

const isAuthorLink = ({ rel, href }: Attributes): boolean =>
  (rel !== undefined && AUTHOR_REL.test(rel)) || (href !== undefined && AUTHOR_PATH.test(href.slice(0, HREF_LENGTH)));

const isTagLink = ({ rel, href }: Attributes): boolean =>
  (rel !== undefined && TAG_REL.test(rel)) || (href !== undefined && TAG_PATH.test(href.slice(0, HREF_LENGTH)));

/** The kind of fact that an element is by its link type, address or class. */
const kindOf = ({ name, own }: Frame, attributes: Attributes): 'authorLinks' | 'tagLinks' | 'bylines' | null => {
  if (name === 'a' && isAuthorLink(attributes)) return 'authorLinks';
  if (name === 'a' && isTagLink(attributes)) return 'tagLinks';
  return (own & PLACE.byline) === 0 ? null : 'bylines';
};

/** Reads what an element itself says of authors and tags: links to them, and elements named after authors. */
export const readByline = (facts: Facts, frame: Frame, attributes: Attributes): Capture | null => {
  const kind = kindOf(frame, attributes);
  if (kind === null || facts[kind].length >= FACT_LIMITS[kind]) return null;
  const list = facts[kind];
  return captureText(BYLINE_LENGTH, (text) => {
    if (text.trim() !== '') list.push(textFact(frame, text));
  });
};

const OUTSIDE = PLACE.nav | PLACE.footer;

/** Notes a text that is short enough to be a name. */
export const readShortText = ({ shortTexts }: Facts, { place }: Frame, raw: string): void => {
  if (raw.length > MAX_SHORT || shortTexts.length >= FACT_LIMITS.shortTexts || (place & OUTSIDE) !== 0) return;
  shortTexts.push({ text: raw });
};

/** Notes a short text with a date in it. */
export const readDateText = ({ dateTexts }: Facts, frame: Frame, raw: string): void => {
  if (raw.length > MAX_TEXT || dateTexts.length >= FACT_LIMITS.dateTexts || !YEAR.test(raw)) return;
  dateTexts.push(textFact(frame, raw));
};

/**
 * Reads a line that starts like "By".
 *
 * @returns What wants the rest of the line, and whether it stands beside the element rather than in it: `<b>By</b> Ann Lee`.
 */
export const readByText = (
  { byTexts }: Facts,
  frame: Frame,
  raw: string,
): { capture: Capture; isBeside: boolean } | null => {
  if (raw.length > MAX_TEXT || byTexts.length >= FACT_LIMITS.byTexts || !BY.test(raw)) return null;
  const capture = captureText(BYLINE_LENGTH, (text) => {
    byTexts.push(textFact(frame, text));
  });
  capture.raw = `${raw} `;
  return { capture, isBeside: raw.replace(BY, '').trim() === '' };
};
