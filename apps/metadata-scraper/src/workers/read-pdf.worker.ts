import { getDocumentProxy } from 'unpdf';

import { parseDate } from '../extract/clean/date.ts';
import { cleanText } from '../extract/clean/text.ts';
import { parsePdfDate } from './pdf-date.ts';
import type { PdfFacts } from './pdf-facts.ts';

type Values = Readonly<Record<string, unknown>>;

/** Errors only, and those are thrown: what PDF.js warns of would stand between the service's log lines. */
const VERBOSITY = 0;

/**
 * Reads what a PDF says of itself. Runs in a thread of its own.
 *
 * @returns null for what is broken, or cannot be read without a password
 */
export default async function readPdf(bytes: Uint8Array): Promise<PdfFacts | null> {
  try {
    const document = await getDocumentProxy(bytes, { verbosity: VERBOSITY });
    const { info, metadata } = await document.getMetadata();
    await document.loadingTask.destroy();
    // Its types leave out the names, and that there may be none.
    const xmp = metadata as Iterable<[string, unknown]> | null;
    return pdfFacts(info as Values, Object.fromEntries(xmp ?? []));
  } catch {
    return null;
  }
}

const pdfFacts = (info: Values, xmp: Values): PdfFacts => ({
  title: firstText(info.Title, xmp['dc:title']),
  author: firstText(info.Author, xmp['dc:creator']),
  subject: firstText(info.Subject, xmp['dc:description']),
  keywords: firstText(info.Keywords, xmp['pdf:keywords'], xmp['dc:subject']),
  createdAt: dateOf(info.CreationDate, xmp['xmp:createdate']),
  modifiedAt: dateOf(info.ModDate, xmp['xmp:modifydate']),
  lang: firstText(info.Language, xmp['dc:language']),
});

const dateOf = (ofInfo: unknown, ofXmp: unknown): string | null =>
  parsePdfDate(firstText(ofInfo) ?? '') ?? parseDate(firstText(ofXmp) ?? '');

/** The first text of these. PDF.js gives a list for what XMP has as a bag or a sequence. */
function firstText(...values: readonly unknown[]): string | null {
  for (const value of values) {
    const text = Array.isArray(value) ? value.join(', ') : value;
    const cleaned = typeof text === 'string' ? cleanText(text) : null;
    if (cleaned !== null) return cleaned;
  }
  return null;
}
