/** What a DOM and a readability pass tell of a page. Texts are as found there; null where there is none. */
export interface DomFacts {
  readonly title: string | null;
  readonly byline: string | null;
  readonly excerpt: string | null;
  readonly siteName: string | null;
  /** As the page has it: any format. */
  readonly publishedTime: string | null;
  readonly lang: string | null;
}
