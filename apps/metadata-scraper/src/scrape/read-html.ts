import { OutboundError } from '@exemplar/http-kit';

import { createExtraction, type Extracted, type ExtractedField } from '../extract/index.ts';
import { inPieces } from './in-pieces.ts';
import { keepBytes } from './keep-bytes.ts';

export interface HtmlSource {
  /** Where the page was found, after redirects. */
  readonly url: string;
  /** The Content-Type header as it came. */
  readonly declaredType: string | null;
  readonly body: AsyncIterable<Uint8Array>;
}

export interface HtmlRead {
  readonly extracted: Extracted;
  /** The page's text as it came, for a DOM; null where it was not kept. */
  readonly text: () => string | null;
}

export interface ReadHtmlOptions {
  /** The only fields that are wanted; undefined: all. */
  readonly fields: readonly ExtractedField[] | undefined;
  /** Tell all values that were found for a field. */
  readonly candidates: boolean;
  /** How many bytes of the page are kept for a DOM; of a longer one none are. */
  readonly keptBytes: number;
}

/**
 * Reads as much of an HTML page as the wanted fields take.
 *
 * A page that breaks off, or runs out of time, after its head was complete is used as far as it came.
 *
 * @throws what the body threw before the head was complete
 */
export async function readHtml(
  { url, declaredType, body }: HtmlSource,
  { fields, candidates, keptBytes }: ReadHtmlOptions,
): Promise<HtmlRead> {
  const extraction = createExtraction({ url, contentType: declaredType, candidates, ...(fields && { fields }) });
  const kept = keepBytes(keptBytes);
  const end = (): HtmlRead => {
    const extracted = extraction.end();
    return { extracted, text: () => kept.text(extracted.charset) };
  };
  try {
    for await (const piece of inPieces(body)) {
      extraction.write(piece);
      kept.add(piece);
      if (extraction.isDone()) break;
    }
  } catch (error) {
    const read = end();
    if (error instanceof OutboundError && read.extracted.headComplete) return read;
    throw error;
  }
  return end();
}
