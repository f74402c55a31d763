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
const alternate = z.object({ lang: z.string().describe('BCP 47, or `x-default`.'), url: z.string() });
const appLink = z.object({
  platform: z.string().describe('`ios`, `iphone`, `ipad`, `android`…'),
  url: z.string().nullable().describe('Where the app opens the page, if that is on the web.'),
  appId: z.string().nullable().describe("The app's name in its platform's store."),
  appName: z.string().nullable(),
});
const offer = z.object({
  price: z.number(),
  currency: z.string().nullable().describe('ISO 4217.'),
  availability: z.string().nullable().describe('As schema.org names it: `InStock`, `OutOfStock`…'),
});
const candidate = z.object({ value: z.string(), source: z.string() });
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
    alternates: z.array(alternate).describe('The page in other languages.'),
    amp: text('The page as AMP: a URL.'),
    frames: z.array(z.string()).describe('What the page shows in frames: URLs.'),
    manifest: text('The web app manifest: a URL.'),
    appLinks: z.array(appLink).describe('The apps that show the page.'),
    offers: z.array(offer).describe("What the page's products are sold for."),
    oembed: z.record(z.string(), z.unknown()).nullable().describe("The provider's answer, when asked for."),
    openGraph: properties('The raw properties, in document order, arrays when repeated.'),
    twitter: properties('The raw properties, in document order, arrays when repeated.'),
    jsonLd: z.array(z.unknown()).describe('The parsed blocks; invalid ones are left out.'),
    sources: z.record(z.string(), z.string()).describe('Where each chosen value came from.'),
    candidates: z
      .record(z.string(), z.array(candidate))
      .nullable()
      .describe('What else each field could have been, most trusted first, when asked for.'),
  })
  .meta({ id: 'Metadata' });

export { type Metadata };

export type MetadataKey = keyof Metadata;

export const METADATA_KEYS = Object.keys(metadataSchema.shape) as readonly MetadataKey[];
