/** What a PDF says of itself: its information dictionary, then its XMP metadata. Null where it says nothing. */
export interface PdfFacts {
  readonly title: string | null;
  readonly author: string | null;
  readonly subject: string | null;
  readonly keywords: string | null;
  /** ISO 8601, UTC. */
  readonly createdAt: string | null;
  /** ISO 8601, UTC. */
  readonly modifiedAt: string | null;
  /** BCP 47, of the document's catalog. */
  readonly lang: string | null;
}
