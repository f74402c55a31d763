import type { Extracted, ExtractedField } from '../extracted.ts';
import { readAppLinks } from './app-links.ts';
import { blockedBy } from './blocked.ts';
import { readCandidates } from './candidates.ts';
import { chooseKeywords } from './keywords.ts';
import { readAlternates, readFeeds, readFrames, readIcons, readMetaRefresh, readOembedLinks } from './links.ts';
import { chooseMedia, MEDIA, type MediaField } from './media.ts';
import { readAllOffers } from './offers.ts';
import type { Page } from './page.ts';
import { readOpenGraph, readTwitter } from './properties.ts';
import { chooseScalar } from './row.ts';
import { type ScalarField, SCALARS } from './scalars.ts';

const SCALAR_FIELDS = Object.keys(SCALARS) as readonly ScalarField[];
const MEDIA_FIELDS = Object.keys(MEDIA) as readonly MediaField[];
/** What stays of a block page: what says nothing of the page that was asked for. */
const KEPT_WHEN_BLOCKED: ReadonlySet<ExtractedField> = new Set(['lang', 'themeColor']);

type IsWanted = (field: ExtractedField) => boolean;

/** What is filled in field by field: putting an answer together out of several objects takes longer than choosing most of its fields. */
type Draft = { -readonly [Field in keyof Extracted]: Extracted[Field] };

/** A page that says nothing, its fields in the answer's order. */
const NOTHING: Readonly<Draft> = {
  charset: null,
  contentType: null,
  icon: null,
  icons: [],
  feeds: [],
  alternates: [],
  frames: [],
  appLinks: [],
  openGraph: {},
  twitter: {},
  jsonLd: [],
  oembedLinks: [],
  metaRefresh: null,
  ...(Object.fromEntries(SCALAR_FIELDS.map((field) => [field, null])) as Record<ScalarField, null>),
  image: null,
  images: [],
  video: null,
  videos: [],
  audio: null,
  audios: [],
  keywords: [],
  offers: [],
  sources: {},
  candidates: null,
  headComplete: false,
};

const note = (draft: Draft, field: ExtractedField, source: { readonly name: string } | null): void => {
  if (source !== null) draft.sources[field] = source.name;
};

const chooseScalars = (page: Page, draft: Draft, isWanted: IsWanted): void => {
  for (const field of SCALAR_FIELDS) {
    const chosen = isWanted(field) ? chooseScalar(SCALARS[field], page) : null;
    if (chosen === null) continue;
    draft[field] = chosen.value;
    note(draft, field, chosen.source);
  }
};

/** What is on a page whether it is let through or not. */
const readAlways = (page: Page, draft: Draft): void => {
  draft.icons = readIcons(page);
  draft.icon = draft.icons[0] ?? null;
  draft.feeds = readFeeds(page);
  draft.alternates = readAlternates(page);
  draft.frames = readFrames(page);
  draft.appLinks = readAppLinks(page);
  draft.openGraph = readOpenGraph(page);
  draft.twitter = readTwitter(page);
  draft.jsonLd = page.jsonLd;
  draft.oembedLinks = readOembedLinks(page);
  draft.metaRefresh = readMetaRefresh(page);
};

const chooseAllMedia = (page: Page, draft: Draft, isWanted: IsWanted): void => {
  for (const field of MEDIA_FIELDS) {
    const all = `${field}s` as const;
    // what is not wanted is not looked for
    if (!isWanted(field) && !isWanted(all)) continue;
    const { list, source } = chooseMedia(field, page);
    draft[field] = list[0] ?? null;
    draft[all] = list;
    note(draft, field, source);
  }
};

const chooseOwn = (page: Page, draft: Draft, isWanted: IsWanted): void => {
  chooseScalars(page, draft, isWanted);
  chooseAllMedia(page, draft, isWanted);
  if (isWanted('keywords')) {
    const { list, source } = chooseKeywords(page);
    draft.keywords = list;
    note(draft, 'keywords', source);
  }
  if (isWanted('offers')) draft.offers = readAllOffers(page);
};

export interface ChooseOptions {
  /** The only fields that are wanted; others may stay null or empty. Default: all. */
  readonly fields?: readonly ExtractedField[] | undefined;
  /** List what else each field could have been. */
  readonly candidates: boolean;
}

/** What is known without looking at what the page says. */
export type Told = Pick<Extracted, 'charset' | 'contentType' | 'headComplete'>;

/** Chooses what a page is, out of all it says. */
export const choose = (page: Page, told: Told, { fields, candidates }: ChooseOptions): Extracted => {
  const isWanted: IsWanted = (field) => fields === undefined || fields.includes(field);
  const draft: Draft = { ...NOTHING, sources: {} };
  draft.charset = told.charset;
  draft.contentType = told.contentType;
  draft.headComplete = told.headComplete;
  readAlways(page, draft);
  const rule = blockedBy(page);
  if (rule === null) {
    chooseOwn(page, draft, isWanted);
  } else {
    draft.sources.blocked = rule;
    chooseScalars(page, draft, (field) => KEPT_WHEN_BLOCKED.has(field));
  }
  const isListed: IsWanted = (field) => isWanted(field) && (rule === null || KEPT_WHEN_BLOCKED.has(field));
  if (candidates) draft.candidates = readCandidates(page, isListed);
  return draft;
};
