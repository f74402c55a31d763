import { choose } from './choose/choose.ts';
import { isProseNeeded } from './choose/is-prose-needed.ts';
import { isSettled } from './choose/is-settled.ts';
import { createPage, type Page } from './choose/page.ts';
import { collectFacts } from './collect/collect-facts.ts';
import type { Facts } from './collect/facts.ts';
import { decodeChunks } from './decode/decode-chunks.ts';
import { readMediaType } from './decode/media-type.ts';
import type { Extracted, ExtractedField } from './extracted.ts';

export interface ExtractionOptions {
  /** Where the page was found, after redirects. */
  readonly url: string;
  /** The Content-Type header as it came. */
  readonly contentType: string | null;
  /** The only fields that are wanted: as soon as the head has told them all, the extraction is done. Default: all. */
  readonly fields?: readonly ExtractedField[];
  /** List what else each field could have been. Default: no. */
  readonly candidates?: boolean;
}

export interface Extraction {
  /** Takes the next bytes of the page. How the page is cut makes no difference to the result. */
  readonly write: (chunk: Uint8Array) => void;
  /** Nothing more can matter: the caller need not read on. */
  readonly isDone: () => boolean;
  /** Ends the page, wherever it was cut short, and gives what it told. Called once. */
  readonly end: () => Extracted;
}

/**
 * Extracts the metadata of a page while its bytes arrive, in constant memory and without a DOM: decode, collect, choose. It never throws,
 * whatever the bytes are.
 */
export const createExtraction = ({ url, contentType, fields, candidates = false }: ExtractionOptions): Extraction => {
  const location = new URL(url);
  const mediaType = readMediaType(contentType);
  const decoder = decodeChunks(mediaType);
  let headPage: Page | null = null;
  const tellsAll = (facts: Readonly<Facts>): boolean => {
    if (fields === undefined) return false;
    const page = createPage(location, facts);
    headPage = fields.every((field) => isSettled(page, field)) ? page : null;
    return headPage !== null;
  };
  const collector = collectFacts((facts) => {
    if (tellsAll(facts)) return 'nothing';
    return candidates || isProseNeeded(facts) ? 'all' : 'all but prose';
  });

  return {
    write: (chunk) => {
      if (!collector.isDone()) collector.write(decoder.write(chunk));
    },
    isDone: collector.isDone,
    end: () => {
      collector.write(decoder.end());
      collector.end();
      const told = {
        charset: decoder.charset(),
        contentType: mediaType.essence,
        headComplete: collector.facts.headComplete,
      };
      return choose(headPage ?? createPage(location, collector.facts), told, { fields, candidates });
    },
  };
};
