// @ts-check

/**
 * @import { MetadataKey } from '../routes/metadata-schema.ts'
 *
 * @typedef {'text' | 'link' | 'moment' | 'media' | 'icon' | 'colour' | 'list' | 'feeds' | 'links' | 'alternates' | 'files' | 'apps' | 'offers'} FieldKind
 * @typedef {readonly [key: MetadataKey, label: string, kind: FieldKind]} Field
 */

/**
 * The chosen values, as the table shows them.
 *
 * @type {readonly Field[]}
 */
export const METADATA_FIELDS = [
  ['title', 'Title', 'text'],
  ['description', 'Description', 'text'],
  ['siteName', 'Site', 'text'],
  ['type', 'Type', 'text'],
  ['author', 'Author', 'text'],
  ['publishedAt', 'Published', 'moment'],
  ['modifiedAt', 'Modified', 'moment'],
  ['lang', 'Language', 'text'],
  ['canonicalUrl', 'Canonical link', 'link'],
  ['image', 'Image', 'media'],
  ['video', 'Video', 'media'],
  ['audio', 'Audio', 'media'],
  ['icon', 'Icon', 'icon'],
  ['logo', 'Logo', 'link'],
  ['themeColor', 'Theme colour', 'colour'],
  ['keywords', 'Keywords', 'list'],
  ['feeds', 'Feeds', 'feeds'],
];

/**
 * What only some pages have reason to tell: shown where it is told, missed nowhere.
 *
 * @type {readonly Field[]}
 */
export const FURTHER_FIELDS = [
  ['offers', 'Offers', 'offers'],
  ['alternates', 'Other languages', 'alternates'],
  ['amp', 'AMP', 'link'],
  ['appLinks', 'Apps', 'apps'],
  ['manifest', 'Web manifest', 'link'],
  ['frames', 'Frames', 'links'],
];

/**
 * All of what one was chosen of; the images have their own place.
 *
 * @type {readonly Field[]}
 */
export const CHOSEN_FROM = [
  ['videos', 'All videos', 'files'],
  ['audios', 'All audio', 'files'],
  ['icons', 'All icons', 'files'],
];
