/** An image, a video or an audio file. */
export interface Media {
  readonly url: string;
  /** Pixels, as declared. */
  readonly width: number | null;
  /** Pixels, as declared. */
  readonly height: number | null;
  readonly alt: string | null;
  readonly type: string | null;
}

export interface Icon {
  readonly url: string;
  /** As declared: `32x32`, `any`. */
  readonly sizes: string | null;
  readonly type: string | null;
}

export interface Feed {
  readonly url: string;
  readonly title: string | null;
  readonly type: string;
}

/** Properties by name, in document order; a list where a name is repeated. */
export type Properties = Record<string, string | string[]>;

/** What a page's bytes tell, without asking anyone else. Absent values are null, absent lists are []. */
export interface Metadata {
  readonly charset: string | null;
  readonly contentType: string | null;
  readonly canonicalUrl: string | null;
  readonly type: string | null;
  readonly title: string | null;
  readonly description: string | null;
  readonly siteName: string | null;
  /** Names joined by ", ". */
  readonly author: string | null;
  /** ISO 8601, UTC. */
  readonly publishedAt: string | null;
  /** ISO 8601, UTC. */
  readonly modifiedAt: string | null;
  /** BCP 47. */
  readonly lang: string | null;
  readonly image: Media | null;
  /** Best first, as all lists of candidates. */
  readonly images: Media[];
  readonly video: Media | null;
  readonly videos: Media[];
  readonly audio: Media | null;
  readonly audios: Media[];
  readonly icon: Icon | null;
  readonly icons: Icon[];
  readonly logo: string | null;
  readonly themeColor: string | null;
  readonly keywords: string[];
  readonly feeds: Feed[];
  readonly openGraph: Properties;
  readonly twitter: Properties;
  readonly jsonLd: object[];
  /** Where each chosen value came from, by field; `blocked` names the rule that took the page for a block page. */
  readonly sources: Record<string, string>;
}

/** The metadata, and what the caller may want to follow. */
export interface Extracted extends Metadata {
  /** Where the page's oEmbed answer is, as it says. */
  readonly oembedLinks: { readonly url: string; readonly type: string }[];
  /** The whole head was read. */
  readonly headComplete: boolean;
  /** Where the page sends its visitors, after so many seconds. */
  readonly metaRefresh: { readonly url: string; readonly seconds: number } | null;
}

export type ExtractedField = keyof Metadata;
