import { fold } from '../clean/fold.ts';
import type { Page } from './page.ts';

interface WithText {
  readonly text: string;
}

/** The texts that name authors. */
const signatures = ({ facts: { bylines, byTexts, authorLinks } }: Page): readonly WithText[] => [
  ...bylines,
  ...byTexts,
  ...authorLinks,
];

/** Whether the page shows a name, letter for letter, where it names authors. */
export const isSigned = (page: Page, name: string): boolean => {
  const wanted = name.toLowerCase();
  return signatures(page).some(({ text }) => text.toLowerCase().includes(wanted));
};

/** Whether the page shows a name where names may stand: in a byline or anywhere in a line of its own. */
export const isNameShown = (page: Page, name: string): boolean => {
  const wanted = fold(name);
  const { shortTexts, dateTexts, paragraphs } = page.facts;
  return [signatures(page), shortTexts, dateTexts, paragraphs].some((texts) =>
    texts.some(({ text }) => fold(text).includes(wanted)),
  );
};
