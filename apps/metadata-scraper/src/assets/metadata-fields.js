// @ts-check

/**
 * @import { MetadataKey } from '../routes/metadata-schema.ts'
 *
 * @typedef {'text' | 'link' | 'moment' | 'media' | 'icon' | 'colour' | 'list' | 'feeds'} FieldKind
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
