import type { GuardedFetch } from '@exemplar/http-kit';

import type { Extracted, Metadata as BodyFacts } from '../extract/index.ts';

/** The client that every page and every secondary fetch goes through. */
export type Pages = Pick<GuardedFetch, 'openPage'>;

/** What the bytes of a resource tell. */
export { type BodyFacts };

/** What a page alone tells. */
export interface PageFacts extends BodyFacts {
  /** After every redirect. */
  readonly finalUrl: string;
  readonly status: number;
}

/** Everything that is known of a page. */
export interface Metadata extends PageFacts {
  /** As asked, normalised. */
  readonly url: string;
  /** The provider's answer, when asked for. */
  readonly oembed: Readonly<Record<string, unknown>> | null;
}

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
    alternates: [],
    amp: null,
    frames: [],
    manifest: null,
    appLinks: [],
    offers: [],
    openGraph: {},
    twitter: {},
    jsonLd: [],
    sources: {},
    candidates: null,
  };
}

export type OembedLink = Extracted['oembedLinks'][number];
