import { createExtraction, type ExtractedField } from '../../src/extract/index.ts';
import type { Extract } from './extractor.ts';

/** What a socket gives at once. Bytes. */
export const CHUNK_BYTES = 16_384;

/** What a link preview shows. */
export const PREVIEW_FIELDS: readonly ExtractedField[] = ['title', 'description', 'image', 'siteName'];

/** This service's extraction, fed as the network feeds it, until it says that nothing more can matter. */
export function ours(fields?: readonly ExtractedField[]): Extract {
  return ({ url, contentType, bytes }) => {
    const extraction = createExtraction({ url, contentType, ...(fields && { fields }) });
    for (let at = 0; at < bytes.length && !extraction.isDone(); at += CHUNK_BYTES) {
      extraction.write(bytes.subarray(at, at + CHUNK_BYTES));
    }
    return extraction.end();
  };
}
