import { MIMEType } from 'node:util';

import { type OpenedPage, upstreamStatusError } from '@exemplar/http-kit';

import type { Extracted, ExtractedField } from '../extract/index.ts';
import { readImageSize } from './measure-image.ts';
import { type BodyFacts, emptyFacts, type Metadata, type OembedLink, type PageFacts } from './page-facts.ts';
import { type HtmlRead, readHtml, type ReadHtmlOptions } from './read-html.ts';
import { resourceKind } from './resource-kind.ts';
import type { Fields } from './serialise.ts';

export interface ReadOptions {
  /** The only keys that are wanted; undefined: all. */
  readonly fields?: Fields;
  /** Tell all values that were found for a field. */
  readonly candidates: boolean;
  /** How many bytes of an HTML page are kept for a DOM. */
  readonly keptBytes: number;
}

export interface PageRead {
  readonly facts: PageFacts;
  readonly oembedLinks: readonly OembedLink[];
  readonly metaRefresh: Extracted['metaRefresh'];
  /** The text of an HTML page, for a DOM; null where there is none. */
  readonly text: () => string | null;
}

interface BodyRead extends Omit<PageRead, 'facts'> {
  readonly facts: BodyFacts;
}

interface Resource {
  readonly page: OpenedPage;
  readonly declaredType: string | null;
  readonly contentType: string | null;
  readonly body: AsyncIterable<Uint8Array>;
}

/**
 * Reads as much of a page as its metadata takes.
 *
 * A page that breaks off, or runs out of time, after its head was complete is used as far as it came.
 *
 * @throws OutboundError `upstream-status` where the origin answered 4xx or 5xx, or what the body threw
 */
export async function readPage(page: OpenedPage, { fields, keptBytes }: ReadOptions): Promise<PageRead> {
  const { status, url: finalUrl } = page;
  try {
    if (status >= 400) throw upstreamStatusError(finalUrl, status);
    const { facts, ...others } = await readBody(page, { fields: fields?.filter(isExtracted), keptBytes });
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

async function readBody(page: OpenedPage, options: ReadHtmlOptions): Promise<BodyRead> {
  const declaredType = page.headers['content-type'] ?? null;
  const contentType = essenceOf(declaredType);
  const chunks = page.body[Symbol.asyncIterator]();
  // Only a page that declares no type has to show its first bytes before it is known what it is.
  const first = contentType === null ? await chunks.next() : undefined;
  const body = first === undefined ? page.body : continued(first, chunks);
  const kind = resourceKind(contentType, first?.done === false ? first.value : new Uint8Array());
  const resource = { page, declaredType, contentType, body };
  if (kind === 'html') return bodyRead(await readHtml({ url: page.url, declaredType, body }, options));
  return { facts: await READERS[kind](resource), oembedLinks: [], metaRefresh: null, text: () => null };
}

function bodyRead({ extracted: { oembedLinks, headComplete, metaRefresh, ...facts }, text }: HtmlRead): BodyRead {
  return { facts, oembedLinks, metaRefresh, text };
}

type Reader = (resource: Resource) => BodyFacts | Promise<BodyFacts>;

const READERS: Readonly<Record<'image' | 'video' | 'audio' | 'other', Reader>> = {
  image: async ({ page, contentType, body }) => {
    const size = await readImageSize(body);
    const image = {
      url: page.url,
      width: size?.width ?? null,
      height: size?.height ?? null,
      alt: null,
      type: contentType,
    };
    return { ...emptyFacts(contentType), image, images: [image], sources: { image: 'resource' } };
  },
  video: ({ page, contentType }) => {
    const video = mediaOf(page.url, contentType);
    return { ...emptyFacts(contentType), video, videos: [video], sources: { video: 'resource' } };
  },
  audio: ({ page, contentType }) => {
    const audio = mediaOf(page.url, contentType);
    return { ...emptyFacts(contentType), audio, audios: [audio], sources: { audio: 'resource' } };
  },
  other: ({ contentType }) => emptyFacts(contentType),
};

const mediaOf = (url: string, type: string | null) => ({ url, width: null, height: null, alt: null, type });

function essenceOf(contentType: string | null): string | null {
  try {
    return contentType === null ? null : new MIMEType(contentType).essence;
  } catch {
    return null;
  }
}

async function* continued(
  first: IteratorResult<Uint8Array>,
  rest: AsyncIterator<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  for (let next = first; next.done !== true; next = await rest.next()) yield next.value;
}
