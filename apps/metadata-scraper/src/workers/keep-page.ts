import { decodeChunks } from '../extract/decode/decode-chunks.ts';
import { readMediaType } from '../extract/decode/media-type.ts';
import type { Metadata } from '../extract/index.ts';
import type { Workers } from './create-workers.ts';
import { mergeDom } from './merge-dom.ts';
import { needsDom } from './needs-dom.ts';

/** As much as `readDom` takes, in most scripts. */
const MAX_BYTES = 2_000_000;

export interface PageOrigin {
  /** Where the page was found, after redirects. */
  readonly url: string;
  /** The Content-Type header as it came. */
  readonly contentType: string | null;
}

export interface KeptPage {
  /** Takes the next bytes of the page. Those of a page that is too large are let go. */
  readonly keep: (chunk: Uint8Array) => void;
  /** Puts what a DOM tells in the place of what the extraction could not find. Never rejects. */
  readonly complete: <Facts extends Pick<Metadata, 'description' | 'sources'>>(facts: Facts) => Promise<Facts>;
}

/** Keeps a page's bytes while they are extracted, should a DOM have to read them once more. */
export function keepPage(readDom: Workers['readDom'], { url, contentType }: PageOrigin): KeptPage {
  let chunks: Uint8Array[] = [];
  let length = 0;
  const decode = (): string => {
    const decoder = decodeChunks(readMediaType(contentType));
    return chunks.map((chunk) => decoder.write(chunk)).join('') + decoder.end();
  };
  return {
    keep: (chunk) => {
      length += chunk.length;
      if (length > MAX_BYTES) chunks = [];
      else chunks.push(chunk);
    },
    complete: async (facts) =>
      length > MAX_BYTES || !needsDom(facts) ? facts : mergeDom(facts, await readDom(decode(), url)),
  };
}
