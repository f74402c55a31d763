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

/** The page in another language, or for another region. */
export interface Alternate {
  /** BCP 47, or `x-default` for all others. */
  readonly lang: string;
  readonly url: string;
}

/** An app that shows the page. */
export interface AppLink {
  /** As App Links name it: `ios`, `iphone`, `ipad`, `android`, `windows`… */
  readonly platform: string;
  /** Where the app opens the page, if that is on the web. */
  readonly url: string | null;
  /** The app's name in its platform's store. */
  readonly appId: string | null;
  readonly appName: string | null;
}

/** What something on the page is sold for. */
export interface Offer {
  readonly price: number;
  /** ISO 4217. */
  readonly currency: string | null;
  /** As schema.org names it: `InStock`, `OutOfStock`… */
  readonly availability: string | null;
}

/** A value that a source has for a field, fit to show. */
export interface Candidate {
  /** Of media, the URL; of keywords, all of the source. */
  readonly value: string;
  readonly source: string;
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
  readonly alternates: Alternate[];
  /** The page as AMP. */
  readonly amp: string | null;
  /** What the page shows in frames. */
  readonly frames: string[];
  /** The web app manifest. */
  readonly manifest: string | null;
  readonly appLinks: AppLink[];
  readonly offers: Offer[];
  readonly openGraph: Properties;
  readonly twitter: Properties;
  readonly jsonLd: object[];
  /** Where each chosen value came from, by field; `blocked` names the rule that took the page for a block page. */
  readonly sources: Record<string, string>;
  /** What else a field could have been, by field, most trusted first; null unless asked for. */
  readonly candidates: Record<string, Candidate[]> | null;
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
