import { fold } from '../clean/fold.ts';
import { oncePerPage } from './once-per-page.ts';
import type { Page } from './page.ts';

const SEPARATOR = '\n';

const textsOf = (facts: readonly { readonly text: string }[]): string => facts.map(({ text }) => text).join(SEPARATOR);

/** The texts that name authors. */
const signatures = oncePerPage(({ facts: { bylines, byTexts, authorLinks } }) =>
  textsOf([...bylines, ...byTexts, ...authorLinks]).toLowerCase(),
);

/** Whether the page shows a name, letter for letter, where it names authors. */
export const isSigned = (page: Page, name: string): boolean => signatures(page).includes(name.toLowerCase());

const foldedTextsOf = (lists: readonly (readonly { readonly text: string }[])[]): string =>
  lists.flatMap((texts) => texts.map(({ text }) => fold(text))).join(SEPARATOR);

/** The texts with names, each of them as it counts for comparing: those that name authors, and the many others. */
const named = oncePerPage(({ facts }) => foldedTextsOf([facts.bylines, facts.byTexts, facts.authorLinks]));
const others = oncePerPage(({ facts }) => foldedTextsOf([facts.shortTexts, facts.dateTexts, facts.paragraphs]));

/** Whether the page shows a name where names may stand: in a byline or anywhere in a line of its own. */
export const isNameShown = (page: Page, name: string): boolean => {
  const folded = fold(name);
  return named(page).includes(folded) || others(page).includes(folded);
};
