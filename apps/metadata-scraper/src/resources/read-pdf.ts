import { readKeywords } from '../extract/clean/keywords.ts';
import { cleanLanguage } from '../extract/clean/language.ts';
import { cleanText } from '../extract/clean/text.ts';
import { type BodyFacts, emptyFacts } from '../scrape/page-facts.ts';
import type { PdfFacts } from '../workers/pdf-facts.ts';
import type { Resource } from './resource.ts';

/** Reads a PDF's bytes, elsewhere than on the event loop; null where it cannot. */
export type PdfReader = (bytes: Uint8Array) => Promise<PdfFacts | null>;

/** What a PDF says of itself; its table of contents stands at its end, so all of it is read. */
export async function readPdf({ contentType, body }: Resource, read: PdfReader): Promise<BodyFacts> {
  const pdf = await read(Buffer.concat(await Array.fromAsync(body)));
  if (pdf === null) return emptyFacts(contentType);
  const found = {
    title: cleanText(pdf.title ?? ''),
    description: cleanText(pdf.subject ?? ''),
    author: cleanText(pdf.author ?? ''),
    publishedAt: pdf.createdAt,
    modifiedAt: pdf.modifiedAt,
    lang: cleanLanguage(pdf.lang ?? ''),
  };
  const names = Object.entries(found).filter(([, value]) => value !== null);
  return {
    ...emptyFacts(contentType),
    ...found,
    keywords: readKeywords([pdf.keywords ?? '']),
    sources: Object.fromEntries(names.map(([name]) => [name, 'pdf'])),
  };
}
