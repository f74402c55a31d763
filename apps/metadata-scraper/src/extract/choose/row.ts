import { cleanText } from '../clean/text.ts';
import { cleanUrl } from '../clean/url.ts';
import { oncePerKey } from './once-per-page.ts';
import type { Page } from './page.ts';
import type { Source } from './sources.ts';

/** A field that has one value: where it comes from, in order of trust, and how it is cleaned. */
export interface Row {
  readonly sources: readonly Source[];
  /** The value in what a source says; null where there is none that is fit to show. */
  readonly clean: (values: readonly string[], page: Page, source: Source) => string | null;
}

/** Whoever has not said it in as many values does not say it. */
export const MAX_VALUES = 10;

type CleanOne = (value: string, page: Page) => string | null;

/** Takes the first value that is fit to show. */
export const first =
  (clean: CleanOne): Row['clean'] =>
  (values, page) => {
    const looked = values.length > MAX_VALUES ? values.slice(0, MAX_VALUES) : values;
    for (const value of looked) {
      const cleaned = clean(value, page);
      if (cleaned !== null) return cleaned;
    }
    return null;
  };

export const text = first(cleanText);
export const url = first((value, { base }) => cleanUrl(value, base));

interface ChosenScalar {
  readonly value: string;
  readonly source: Source;
}

/** The first value of a row that is fit to show, and its source. */
export const chooseScalar = oncePerKey(({ sources, clean }: Row, page): ChosenScalar | null => {
  for (const source of sources) {
    const values = source.read(page);
    const value = values.length === 0 ? null : clean(values, page, source);
    if (value !== null) return { value, source };
  }
  return null;
});
