// @ts-check

/**
 * @import { Metadata } from '../routes/metadata-schema.ts'
 *
 * @typedef {{ readonly title: string, readonly description: string, readonly image: string, readonly site: string }} Tags
 * What a network's reader finds in the tags; '' where there is nothing.
 * @typedef {'large' | 'small' | 'none'} Size of the picture: across the card, beside the text, or left out
 * @typedef {'host' | 'site' | 'mark' | 'address' | 'title' | 'description' | 'link'} Part `mark`: icon and site
 * @typedef {object} NetworkRule
 * @property {string} name
 * @property {string} drawing the class that `networks.css` draws it by
 * @property {(metadata: Metadata) => Tags} read which tags, in which order
 * @property {(metadata: Metadata) => Size} size
 * @property {readonly Part[]} parts its lines of text, from the top
 * @property {boolean} [themed] has a bar in the page's colour
 * @property {number} titleLength characters, as far as the network shows them
 * @property {number} descriptionLength
 * @property {string} note what its owner should know
 */

/**
 * The first text of a raw property.
 *
 * @param {Record<string, string | string[]>} properties
 * @param {string} name
 */
const first = (properties, name) => [properties[name] ?? ''].flat().join('\n').split('\n', 1).join('').trim();

/**
 * Open Graph alone, as https://ogp.me/ has it; the title falls back to the page's own.
 *
 * @param {Metadata} metadata
 * @returns {Tags}
 */
const readOpenGraph = ({ openGraph, title, description, image }) => ({
  title: first(openGraph, 'og:title') || (title ?? ''),
  description: first(openGraph, 'og:description') || (description ?? ''),
  image: image !== null && 'og:image' in openGraph ? image.url : '',
  site: first(openGraph, 'og:site_name'),
});

/**
 * Twitter's tags, then Open Graph's.
 *
 * @param {Metadata} metadata
 * @returns {Tags}
 */
const readTwitter = (metadata) => {
  const { twitter, image } = metadata;
  const openGraph = readOpenGraph(metadata);
  const hasPicture = 'twitter:image' in twitter || 'twitter:image:src' in twitter;
  return {
    title: first(twitter, 'twitter:title') || openGraph.title,
    description: first(twitter, 'twitter:description') || openGraph.description,
    image: hasPicture && image !== null ? image.url : openGraph.image,
    site: openGraph.site,
  };
};

/**
 * A search engine reads the page itself.
 *
 * @param {Metadata} metadata
 * @returns {Tags}
 */
const readPage = ({ title, description, siteName }) => ({
  title: title ?? '',
  description: description ?? '',
  image: '',
  site: siteName ?? '',
});

/** From so many pixels on a picture is shown large; one whose size is not known gets the benefit of the doubt. */
const LARGE = { width: 600, height: 315 };

/**
 * @param {Metadata} metadata
 * @returns {Size}
 */
const bySize = ({ image }) =>
  (image?.width ?? LARGE.width) >= LARGE.width && (image?.height ?? LARGE.height) >= LARGE.height ? 'large' : 'small';

/**
 * @param {Metadata} metadata
 * @returns {Size}
 */
const byTwitterCard = ({ twitter }) => (first(twitter, 'twitter:card') === 'summary_large_image' ? 'large' : 'small');

/**
 * @param {Metadata} metadata
 * @returns {Size}
 */
const byShape = ({ image }) => ((image?.width ?? 0) > (image?.height ?? 0) ? 'large' : 'small');

/**
 * How networks and chats draw a link, by what they document and show. To add one, add a row and its drawing.
 *
 * @type {readonly NetworkRule[]}
 */
export const NETWORKS = [
  {
    name: 'Facebook',
    drawing: 'facebook',
    read: readOpenGraph,
    size: bySize,
    parts: ['host', 'title', 'description'],
    titleLength: 88,
    descriptionLength: 110,
    note: 'Reads Open Graph. Pictures from 600 × 315 are shown large.',
  },
  {
    name: 'X',
    drawing: 'x',
    read: readTwitter,
    size: byTwitterCard,
    parts: ['host', 'title', 'description'],
    titleLength: 70,
    descriptionLength: 120,
    note: 'Shows the picture large where twitter:card is summary_large_image.',
  },
  {
    name: 'LinkedIn',
    drawing: 'linkedin',
    read: readOpenGraph,
    size: () => 'small',
    parts: ['title', 'host'],
    titleLength: 150,
    descriptionLength: 0,
    note: 'Reads Open Graph. The picture should be at least 1200 × 627.',
  },
  {
    name: 'Slack',
    drawing: 'slack',
    read: readTwitter,
    size: bySize,
    parts: ['mark', 'title', 'description'],
    titleLength: 150,
    descriptionLength: 300,
    note: 'Reads oEmbed, then Twitter’s tags, then Open Graph.',
  },
  {
    name: 'Discord',
    drawing: 'discord',
    themed: true,
    read: readOpenGraph,
    size: byTwitterCard,
    parts: ['site', 'title', 'description'],
    titleLength: 256,
    descriptionLength: 350,
    note: 'Draws the bar at the left in the page’s theme colour.',
  },
  {
    name: 'Mastodon',
    drawing: 'mastodon',
    read: readOpenGraph,
    size: byShape,
    parts: ['site', 'title', 'description'],
    titleLength: 100,
    descriptionLength: 100,
    note: 'Reads oEmbed, then Open Graph. Wide pictures are shown large.',
  },
  {
    name: 'WhatsApp',
    drawing: 'whatsapp',
    read: readOpenGraph,
    size: bySize,
    parts: ['title', 'description', 'host', 'link'],
    titleLength: 65,
    descriptionLength: 80,
    note: 'Leaves out pictures of more than some 600 kB.',
  },
  {
    name: 'iMessage',
    drawing: 'imessage',
    read: readOpenGraph,
    size: bySize,
    parts: ['title', 'host'],
    titleLength: 90,
    descriptionLength: 0,
    note: 'Reads Open Graph; small pictures stand beside the title.',
  },
  {
    name: 'Google',
    drawing: 'google',
    read: readPage,
    size: () => 'none',
    parts: ['mark', 'address', 'title', 'description'],
    titleLength: 60,
    descriptionLength: 160,
    note: 'May show other words of the page instead.',
  },
];

/**
 * A text as far as a network shows it.
 *
 * @param {string} text
 * @param {number} length characters
 */
export const cut = (text, length) =>
  text.length <= length ? text : `${text.slice(0, Math.max(0, length - 1)).trimEnd()}…`;
