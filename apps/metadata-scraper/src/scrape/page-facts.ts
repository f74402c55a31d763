import { type Extracted } from '../extract/index.ts';
import { type Metadata } from '../routes/metadata-schema.ts';

/** What a page alone tells: all but the URL that was asked for and what another fetch brings. */
export type PageFacts = Omit<Metadata, 'url' | 'oembed'>;

/** What the bytes of a resource tell. */
export type BodyFacts = Omit<PageFacts, 'finalUrl' | 'status'>;

/** Nothing but what the headers say. */
export function emptyFacts(contentType: string | null): BodyFacts {
  return {
    canonicalUrl: null,
    contentType,
    charset: null,
    type: null,
    title: null,
    description: null,
    siteName: null,
    author: null,
    publishedAt: null,
    modifiedAt: null,
    lang: null,
    image: null,
    images: [],
    video: null,
    videos: [],
    audio: null,
    audios: [],
    icon: null,
    icons: [],
    logo: null,
    themeColor: null,
    keywords: [],
    feeds: [],
    openGraph: {},
    twitter: {},
    jsonLd: [],
    sources: {},
  };
}

export type OembedLink = Extracted['oembedLinks'][number];
