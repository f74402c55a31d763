import { MIMEType } from 'node:util';

import { type OpenedPage, upstreamStatusError } from '@exemplar/http-kit';

import type { Extracted, ExtractedField } from '../extract/index.ts';
import type { PdfReader } from '../resources/read-pdf.ts';
import { readResource } from '../resources/read-resource.ts';
import { isUnsaid, resourceKind } from '../resources/resource-kind.ts';
import type { BodyFacts, Metadata, OembedLink, PageFacts } from './page-facts.ts';
import { type HtmlRead, readHtml, type ReadHtmlOptions } from './read-html.ts';
import type { Fields } from './serialise.ts';

export interface ReadOptions {
  /** The only keys that are wanted; undefined: all. */
  readonly fields?: Fields;
  /** Tell all values that were found for a field. */
  readonly candidates: boolean;
  /** How many bytes of an HTML page are kept for a DOM. */
  readonly keptBytes: number;
  readonly readPdf: PdfReader;
}

export interface PageRead {
  readonly facts: PageFacts;
  readonly oembedLinks: readonly OembedLink[];
  readonly metaRefresh: Extracted['metaRefresh'];
  /** The text of an HTML page, for a DOM; null where there is none. */
  readonly text: () => string | null;
}

type ReadBodyOptions = ReadHtmlOptions & Pick<ReadOptions, 'readPdf'>;

interface BodyRead extends Omit<PageRead, 'facts'> {
  readonly facts: BodyFacts;
}

/**
 * Reads as much of a page as its metadata takes.
 *
 * A page that breaks off, or runs out of time, after its head was complete is used as far as it came.
 *
 * @throws OutboundError `upstream-status` where the origin answered 4xx or 5xx, or what the body threw
 */
export async function readPage(page: OpenedPage, { fields, ...options }: ReadOptions): Promise<PageRead> {
  const { status, url: finalUrl } = page;
  try {
    if (status >= 400) throw upstreamStatusError(finalUrl, status);
    const { facts, ...others } = await readBody(page, { ...options, fields: fields?.filter(isExtracted) });
    return { facts: { finalUrl, status, ...facts }, ...others };
  } finally {
    page.close();
  }
}

/** What only the transport, the request or others tell. */
const NOT_OF_THE_BODY: ReadonlySet<string> = new Set<Exclude<keyof Metadata, ExtractedField>>([
  'url',
  'finalUrl',
  'status',
  'oembed',
]);

const isExtracted = (field: keyof Metadata): field is ExtractedField => !NOT_OF_THE_BODY.has(field);

async function readBody(page: OpenedPage, options: ReadBodyOptions): Promise<BodyRead> {
  const declaredType = page.headers['content-type'] ?? null;
  const contentType = essenceOf(declaredType);
  const { first, body } = isUnsaid(contentType) ? await peek(page.body) : { first: NO_BYTES, body: page.body };
  const kind = await resourceKind(contentType, first);
  const { url, headers } = page;
  if (kind === 'html') return bodyRead(await readHtml({ url, declaredType, body }, options));
  const facts = await readResource(kind, { url, headers, declaredType, contentType, body }, options.readPdf);
  return { facts, oembedLinks: [], metaRefresh: null, text: () => null };
}

function bodyRead({ extracted: { oembedLinks, headComplete, metaRefresh, ...facts }, text }: HtmlRead): BodyRead {
  return { facts, oembedLinks, metaRefresh, text };
}

function essenceOf(contentType: string | null): string | null {
  try {
    return contentType === null ? null : new MIMEType(contentType).essence;
  } catch {
    return null;
  }
}

const NO_BYTES = new Uint8Array();

/** The first bytes of a body, and all of it. */
async function peek(body: AsyncIterable<Uint8Array>) {
  const chunks = body[Symbol.asyncIterator]();
  const first = await chunks.next();
  async function* all(): AsyncGenerator<Uint8Array> {
    for (let next = first; next.done !== true; next = await chunks.next()) yield next.value;
  }
  return { first: first.done === true ? NO_BYTES : first.value, body: all() };
}
