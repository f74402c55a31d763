import type { Extracted, ExtractedField } from '../extracted.ts';
import { readAppLinks } from './app-links.ts';
import { blockedBy } from './blocked.ts';
import { readCandidates } from './candidates.ts';
import { chooseKeywords } from './keywords.ts';
import { readAlternates, readFeeds, readFrames, readIcons, readMetaRefresh, readOembedLinks } from './links.ts';
import { chooseMedia, type MediaField } from './media.ts';
import { readAllOffers } from './offers.ts';
import type { Page } from './page.ts';
import { readOpenGraph, readTwitter } from './properties.ts';
import { chooseScalar } from './row.ts';
import { type ScalarField, SCALARS } from './scalars.ts';

const SCALAR_FIELDS = Object.keys(SCALARS) as readonly ScalarField[];
/** What stays of a block page: what says nothing of the page that was asked for. */
const KEPT_WHEN_BLOCKED: ReadonlySet<ExtractedField> = new Set(['lang', 'themeColor']);

type IsWanted = (field: ExtractedField) => boolean;

type Chosen = Omit<Extracted, 'charset' | 'contentType' | 'headComplete'>;

const NO_SCALARS = Object.fromEntries(SCALAR_FIELDS.map((field) => [field, null])) as Readonly<
  Record<ScalarField, null>
>;

const chooseScalars = (page: Page, sources: Record<string, string>, fields: readonly ScalarField[]) => {
  const values: Record<ScalarField, string | null> = { ...NO_SCALARS };
  for (const field of fields) {
    const chosen = chooseScalar(SCALARS[field], page);
    if (chosen === null) continue;
    values[field] = chosen.value;
    sources[field] = chosen.source.name;
  }
  return values;
};

const note = (
  sources: Record<string, string>,
  field: ExtractedField,
  source: { readonly name: string } | null,
): void => {
  if (source !== null) sources[field] = source.name;
};

/** What is on a page whether it is let through or not. */
const alwaysRead = (page: Page) => {
  const icons = readIcons(page);
  return {
    icon: icons[0] ?? null,
    icons,
    feeds: readFeeds(page),
    alternates: readAlternates(page),
    frames: readFrames(page),
    appLinks: readAppLinks(page),
    openGraph: readOpenGraph(page),
    twitter: readTwitter(page),
    jsonLd: page.jsonLd,
    oembedLinks: readOembedLinks(page),
    metaRefresh: readMetaRefresh(page),
  };
};

/** What is not wanted is not looked for. */
const NO_LIST = { list: [], source: null };
const NOTHING = { image: null, images: [], video: null, videos: [], audio: null, audios: [], keywords: [], offers: [] };

const chooseBlocked = (page: Page, rule: string): Omit<Chosen, 'candidates'> => {
  const sources: Record<string, string> = { blocked: rule };
  const kept = SCALAR_FIELDS.filter((field) => KEPT_WHEN_BLOCKED.has(field));
  return { ...alwaysRead(page), ...NOTHING, ...chooseScalars(page, sources, kept), sources };
};

const chooseOwn = (page: Page, isWanted: IsWanted): Omit<Chosen, 'candidates'> => {
  const sources: Record<string, string> = {};
  const scalars = chooseScalars(page, sources, SCALAR_FIELDS.filter(isWanted));
  const mediaOf = (field: MediaField): ReturnType<typeof chooseMedia> =>
    isWanted(field) || isWanted(`${field}s`) ? chooseMedia(field, page) : NO_LIST;
  const [images, videos, audios] = [mediaOf('image'), mediaOf('video'), mediaOf('audio')];
  const keywords = isWanted('keywords') ? chooseKeywords(page) : NO_LIST;
  note(sources, 'image', images.source);
  note(sources, 'video', videos.source);
  note(sources, 'audio', audios.source);
  note(sources, 'keywords', keywords.source);
  return {
    ...alwaysRead(page),
    ...scalars,
    image: images.list[0] ?? null,
    images: images.list,
    video: videos.list[0] ?? null,
    videos: videos.list,
    audio: audios.list[0] ?? null,
    audios: audios.list,
    keywords: keywords.list,
    offers: isWanted('offers') ? readAllOffers(page) : [],
    sources,
  };
};

export interface ChooseOptions {
  /** The only fields that are wanted; others may stay null or empty. Default: all. */
  readonly fields?: readonly ExtractedField[] | undefined;
  /** List what else each field could have been. */
  readonly candidates: boolean;
}

/** Chooses what a page is, out of all it says. */
export const choose = (page: Page, { fields, candidates }: ChooseOptions): Chosen => {
  const rule = blockedBy(page);
  const isWanted: IsWanted = (field) => fields === undefined || fields.includes(field);
  const isListed: IsWanted = (field) => isWanted(field) && (rule === null || KEPT_WHEN_BLOCKED.has(field));
  return {
    ...(rule === null ? chooseOwn(page, isWanted) : chooseBlocked(page, rule)),
    candidates: candidates ? readCandidates(page, isListed) : null,
  };
};
