// @ts-check

/**
 * @import { Metadata } from '../routes/metadata-schema.ts'
 *
 * @typedef {'error' | 'warning' | 'hint'} Level `error`: the card suffers; `warning`: some networks' do; `hint`: could be better
 * @typedef {object} PageCheck
 * @property {Level} level
 * @property {(metadata: Metadata) => boolean} fails
 * @property {(metadata: Metadata) => string} says what is wrong, with the value where there is one
 * @property {string} fix the tag to put into the head
 */

const MAX_TITLE = 70;
const MAX_DESCRIPTION = 200;
const MIN_WIDTH = 600;
const MIN_HEIGHT = 315;
/** Networks crop to about 1.91 to 1. */
const RATIO = { min: 1.5, max: 2.2 };

/** @param {Metadata} metadata */
const isArticle = ({ type }) => /article|posting/i.test(type ?? '');

/** @param {Metadata} metadata */
const lengthOfTitle = ({ title }) => (title ?? '').length;

/** @param {Metadata} metadata */
const lengthOfDescription = ({ description }) => (description ?? '').length;

/** @param {Metadata} metadata */
const sizeOf = ({ image }) => ({ width: image?.width ?? 0, height: image?.height ?? 0 });

/** @param {Metadata} metadata */
const ratioOf = (metadata) => {
  const { width, height } = sizeOf(metadata);
  return height === 0 ? 0 : width / height;
};

/**
 * What owners of pages should look at, worst first. To add a check, add a row.
 *
 * @type {readonly PageCheck[]}
 */
export const PAGE_CHECKS = [
  {
    level: 'error',
    fails: ({ title }) => title === null,
    says: () => 'The page has no title.',
    fix: '<meta property="og:title" content="…">',
  },
  {
    level: 'error',
    fails: ({ image }) => image === null,
    says: () => 'The page names no picture, so its card has none.',
    fix: '<meta property="og:image" content="https://…/1200x630.png">',
  },
  {
    level: 'error',
    fails: ({ sources }) => sources.blocked !== undefined,
    says: ({ sources }) => `Readers of links get a block page (${String(sources.blocked)}) instead of this one.`,
    fix: 'Let known link readers pass the firewall.',
  },
  {
    level: 'warning',
    fails: ({ openGraph, title }) => title !== null && !('og:title' in openGraph),
    says: ({ sources }) => `There is no og:title; the title was taken from ${String(sources.title)}.`,
    fix: '<meta property="og:title" content="…">',
  },
  {
    level: 'warning',
    fails: ({ openGraph }) => Array.isArray(openGraph['og:title']),
    says: () => 'There are several og:title; networks take the first.',
    fix: 'Leave one <meta property="og:title">.',
  },
  {
    level: 'warning',
    fails: ({ description }) => description === null,
    says: () => 'The page has no description.',
    fix: '<meta property="og:description" content="…">',
  },
  {
    level: 'warning',
    fails: ({ openGraph, image }) => image !== null && !('og:image' in openGraph),
    says: ({ sources }) => `There is no og:image; the picture was taken from ${String(sources.image)}.`,
    fix: '<meta property="og:image" content="https://…/1200x630.png">',
  },
  {
    level: 'warning',
    fails: (metadata) => {
      const { width, height } = sizeOf(metadata);
      return width > 0 && (width < MIN_WIDTH || height < MIN_HEIGHT);
    },
    says: (metadata) => {
      const { width, height } = sizeOf(metadata);
      return `The picture has ${width} × ${height} pixels; below ${MIN_WIDTH} × ${MIN_HEIGHT} it is shown small.`;
    },
    fix: '<meta property="og:image" content="https://…/1200x630.png">',
  },
  {
    level: 'warning',
    fails: ({ finalUrl }) => finalUrl.startsWith('http:'),
    says: () => 'The page is not served over https.',
    fix: 'Serve it over https and redirect there.',
  },
  {
    level: 'warning',
    fails: ({ image }) => image?.url.startsWith('http:') === true,
    says: () => 'The picture’s address is not https: networks on https leave it out.',
    fix: '<meta property="og:image" content="https://…">',
  },
  {
    level: 'warning',
    fails: ({ lang }) => lang === null,
    says: () => 'The page does not say what language it is in.',
    fix: '<html lang="en">',
  },
  {
    level: 'warning',
    fails: (metadata) => isArticle(metadata) && metadata.publishedAt === null,
    says: () => 'An article, and no date of publication.',
    fix: '<meta property="article:published_time" content="2026-01-31T12:00:00Z">',
  },
  {
    level: 'warning',
    fails: (metadata) => isArticle(metadata) && metadata.author === null,
    says: () => 'An article, and no author.',
    fix: '<meta name="author" content="…">',
  },
  {
    level: 'hint',
    fails: (metadata) => lengthOfTitle(metadata) > MAX_TITLE,
    says: (metadata) => `The title has ${lengthOfTitle(metadata)} characters; most networks cut it at ${MAX_TITLE}.`,
    fix: 'Begin with what matters.',
  },
  {
    level: 'hint',
    fails: (metadata) => lengthOfDescription(metadata) > MAX_DESCRIPTION,
    says: (metadata) =>
      `The description has ${lengthOfDescription(metadata)} characters; most networks cut it at ${MAX_DESCRIPTION}.`,
    fix: 'Begin with what matters.',
  },
  {
    level: 'hint',
    fails: (metadata) => ratioOf(metadata) > 0 && (ratioOf(metadata) < RATIO.min || ratioOf(metadata) > RATIO.max),
    says: (metadata) => `The picture is ${ratioOf(metadata).toFixed(2)} to 1; networks crop it to 1.91 to 1.`,
    fix: 'Offer one of 1200 × 630 pixels.',
  },
  {
    level: 'hint',
    fails: ({ image }) => image !== null && image.alt === null,
    says: () => 'The picture has no description for those who cannot see it.',
    fix: '<meta property="og:image:alt" content="…">',
  },
  {
    level: 'hint',
    fails: ({ twitter }) => !('twitter:card' in twitter),
    says: () => 'There is no twitter:card, so X shows the picture small.',
    fix: '<meta name="twitter:card" content="summary_large_image">',
  },
  {
    level: 'hint',
    fails: ({ canonicalUrl }) => canonicalUrl === null,
    says: () => 'The page does not name its canonical address.',
    fix: '<link rel="canonical" href="https://…">',
  },
  {
    level: 'hint',
    fails: ({ siteName }) => siteName === null,
    says: () => 'The page does not name its site.',
    fix: '<meta property="og:site_name" content="…">',
  },
  {
    level: 'hint',
    fails: ({ icons }) => icons.length === 0,
    says: () => 'The page names no icon.',
    fix: '<link rel="icon" href="/icon.svg" type="image/svg+xml">',
  },
];

/**
 * The checks that a page fails, worst first.
 *
 * @param {Metadata} metadata
 */
export const failedChecks = (metadata) => PAGE_CHECKS.filter(({ fails }) => fails(metadata));
