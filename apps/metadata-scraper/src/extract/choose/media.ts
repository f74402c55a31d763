import { cleanText } from '../clean/text.ts';
import { cleanUrl } from '../clean/url.ts';
import type { Media } from '../extracted.ts';
import {
  contentImages,
  linkedImage,
  mediaObjects,
  type MediaSource,
  type RawMedia,
  structured,
  subjectMedia,
  tags,
} from './media-sources.ts';
import { oncePerKey } from './once-per-page.ts';

export type MediaField = 'image' | 'video' | 'audio';

/** Where candidates come from, the most trusted first. To add a source, add a line. */
export const MEDIA: Readonly<Record<MediaField, readonly MediaSource[]>> = {
  image: [
    structured('og:image'),
    structured('twitter:image'),
    subjectMedia('json-ld', 'image'),
    subjectMedia('json-ld', 'thumbnailUrl'),
    linkedImage,
    subjectMedia('microdata', 'image'),
    subjectMedia('rdfa', 'image'),
    subjectMedia('microformats', 'image'),
    contentImages,
  ],
  video: [
    structured('og:video'),
    structured('twitter:player:stream'),
    subjectMedia('json-ld', 'video'),
    mediaObjects('json-ld', 'VideoObject'),
    mediaObjects('microdata', 'VideoObject'),
    tags('video', 'videos'),
  ],
  audio: [
    structured('og:audio'),
    subjectMedia('json-ld', 'audio'),
    mediaObjects('json-ld', 'AudioObject'),
    mediaObjects('microdata', 'AudioObject'),
    tags('audio', 'audios'),
  ],
};

const MAX_CANDIDATES = 30;
/** As many are looked at in one place. */
const MAX_READ = 100;
const PIXELS = /^(\d{1,5})(?:\.\d+)?\s?(?:px)?$/i;
/** Longer values are no lengths, whatever they start like. */
const PIXELS_LENGTH = 50;
const MEDIA_TYPE = /^[a-z]+\/[\w.+-]+$/;

const pixels = (value: string | null): number | null => {
  if (value === null || value.length > PIXELS_LENGTH) return null;
  const number = Number(PIXELS.exec(value.trim())?.[1] ?? 0);
  return number > 0 ? number : null;
};

const mediaType = (value: string): string | null => {
  const type = value.trim().toLowerCase();
  return MEDIA_TYPE.test(type) ? type : null;
};

const cleanMedia = ({ url, width, height, alt, type }: RawMedia, base: URL): Media | null => {
  const cleaned = cleanUrl(url, base);
  if (cleaned === null) return null;
  return {
    url: cleaned,
    width: pixels(width),
    height: pixels(height),
    alt: alt === null ? null : cleanText(alt),
    type: type === null ? null : mediaType(type),
  };
};

/** Two sayings about one file, the first of them trusted more. */
const merge = (known: Media, other: Media): Media => ({
  url: known.url,
  width: known.width ?? other.width,
  height: known.height ?? other.height,
  alt: known.alt ?? other.alt,
  type: known.type ?? other.type,
});

export interface ChosenMedia {
  /** Best first, each once. */
  readonly list: Media[];
  /** Where the first comes from. */
  readonly source: MediaSource | null;
}

/** All candidates for a field. */
export const chooseMedia = oncePerKey((field: MediaField, page): ChosenMedia => {
  const byUrl = new Map<string, Media>();
  let best: MediaSource | null = null;
  for (const source of MEDIA[field]) {
    for (const raw of source.read(page).slice(0, MAX_READ)) {
      const media = cleanMedia(raw, page.base);
      const known = media === null ? undefined : byUrl.get(media.url);
      if (media === null || (known === undefined && byUrl.size >= MAX_CANDIDATES)) continue;
      best ??= source;
      byUrl.set(media.url, known === undefined ? media : merge(known, media));
    }
  }
  return { list: [...byUrl.values()], source: best };
});
