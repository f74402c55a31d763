import { z } from 'zod';

import type { Metadata } from '../scrape/page-facts.ts';

const text = (description: string): z.ZodNullable<z.ZodString> => z.string().nullable().describe(description);
const time = (description: string): z.ZodNullable<z.ZodISODateTime> =>
  z.iso.datetime().nullable().describe(description);

const media = z.object({
  url: z.string(),
  width: z.number().nullable().describe('Pixels.'),
  height: z.number().nullable().describe('Pixels.'),
  alt: z.string().nullable(),
  type: z.string().nullable().describe('Media type.'),
});
const icon = z.object({
  url: z.string(),
  sizes: z.string().nullable().describe('As declared: `32x32`, `any`.'),
  type: z.string().nullable(),
});
const feed = z.object({ url: z.string(), title: z.string().nullable(), type: z.string() });
const properties = (description: string) =>
  z.record(z.string(), z.union([z.string(), z.array(z.string())])).describe(description);

/** What is known of a page: the answer of `GET /v1/metadata`. No key is ever missing; what is absent is null or []. */
export const metadataSchema = z
  .object({
    url: z.string().describe('As asked, normalised.'),
    finalUrl: z.string().describe('After every redirect.'),
    canonicalUrl: text("The page's own claim."),
    status: z.int().describe("The origin's final status."),
    contentType: text('The essence of the media type.'),
    charset: text('The WHATWG name of the encoding used; null if not text.'),
    type: text('og:type, or what the structured data says.'),
    title: text('The title.'),
    description: text('The description.'),
    siteName: text("The site's name."),
    author: text('The authors, joined by ", ".'),
    publishedAt: time('When it was published.'),
    modifiedAt: time('When it was last changed.'),
    lang: text('BCP 47.'),
    image: media.nullable().describe('The best image.'),
    images: z.array(media).describe('Every candidate, best first.'),
    video: media.nullable(),
    videos: z.array(media),
    audio: media.nullable(),
    audios: z.array(media),
    icon: icon.nullable().describe('The best icon.'),
    icons: z.array(icon),
    logo: text("The publisher's logo: a URL."),
    themeColor: text('As declared.'),
    keywords: z.array(z.string()),
    feeds: z.array(feed),
    oembed: z.record(z.string(), z.unknown()).nullable().describe("The provider's answer, when asked for."),
    openGraph: properties('The raw properties, in document order, arrays when repeated.'),
    twitter: properties('The raw properties, in document order, arrays when repeated.'),
    jsonLd: z.array(z.unknown()).describe('The parsed blocks; invalid ones are left out.'),
    sources: z.record(z.string(), z.string()).describe('Where each chosen value came from.'),
  })
  .meta({ id: 'Metadata' });

export { type Metadata };

export type MetadataKey = keyof Metadata;

export const METADATA_KEYS = Object.keys(metadataSchema.shape) as readonly MetadataKey[];
