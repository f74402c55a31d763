/** A page to extract from. */
export interface Page {
  readonly url: string;
  readonly contentType: string;
  readonly bytes: Buffer;
}

/** What the bench knows of where its pages come from. */
export interface PageSource {
  /** A folder of HTML files; else the pages are generated. */
  readonly corpus?: string | undefined;
  /** How many to generate. */
  readonly count: number;
  /** How long each generated one is, and its head, in bytes; else they differ as pages of the web do. */
  readonly size?: { readonly head: number; readonly page: number };
}
