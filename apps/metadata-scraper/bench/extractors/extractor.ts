import type { Page } from '../pages/page.ts';

/** What all contestants do: bytes of a page in, whatever they make of it out. */
export type Extract = (page: Page) => unknown;

/** Text of a page for those that take no bytes; they would get it from `response.text()`. */
export const textOf = ({ bytes }: Page): string => bytes.toString();
