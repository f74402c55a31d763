import { OutboundError } from '@exemplar/http-kit';

import { createExtraction, type Extracted, type ExtractedField } from '../extract/index.ts';
import { inPieces } from './in-pieces.ts';

export interface HtmlSource {
  /** Where the page was found, after redirects. */
  readonly url: string;
  /** The Content-Type header as it came. */
  readonly declaredType: string | null;
  readonly body: AsyncIterable<Uint8Array>;
}

/**
 * Reads as much of an HTML page as the wanted fields take.
 *
 * A page that breaks off, or runs out of time, after its head was complete is used as far as it came.
 *
 * @param fields the only ones that are wanted; undefined: all
 * @throws what the body threw before the head was complete
 */
export async function readHtml(
  { url, declaredType, body }: HtmlSource,
  fields: readonly ExtractedField[] | undefined,
): Promise<Extracted> {
  const extraction = createExtraction({ url, contentType: declaredType, ...(fields && { fields }) });
  try {
    for await (const piece of inPieces(body)) {
      extraction.write(piece);
      if (extraction.done) break;
    }
  } catch (error) {
    const extracted = extraction.end();
    if (error instanceof OutboundError && extracted.headComplete) return extracted;
    throw error;
  }
  return extraction.end();
}
