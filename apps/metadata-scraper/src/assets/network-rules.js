// @ts-check

/**
 * @import { Metadata } from '../routes/metadata-schema.ts'
 *
 * @typedef {{ readonly title: string, readonly description: string, readonly image: string, readonly site: string }} Tags
 * What a network's reader finds in the tags; '' where there is nothing.
 * @typedef {object} NetworkRule
 * @property {string} name
 * @property {(metadata: Metadata) => Tags} read which tags, in which order
 * @property {'large' | 'small' | 'line'} layout where the picture stands: on top, beside the text, or nowhere
 * @property {number} titleLength characters, as far as the network shows them
 * @property {number} descriptionLength 0: none is shown
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

/**
 * How networks and chats draw a link, by what they document and show. To add one, add a row.
 *
 * @type {readonly NetworkRule[]}
 */
export const NETWORKS = [
  {
    name: 'Facebook',
    read: readOpenGraph,
    layout: 'large',
    titleLength: 88,
    descriptionLength: 110,
    note: 'Reads Open Graph. Pictures from 600 × 315 are shown large.',
  },
  {
    name: 'X',
    read: readTwitter,
    layout: 'large',
    titleLength: 70,
    descriptionLength: 0,
    note: 'Shows the picture large where twitter:card is summary_large_image.',
  },
  {
    name: 'LinkedIn',
    read: readOpenGraph,
    layout: 'small',
    titleLength: 150,
    descriptionLength: 0,
    note: 'Reads Open Graph. The picture should be at least 1200 × 627.',
  },
  {
    name: 'Slack',
    read: readTwitter,
    layout: 'large',
    titleLength: 150,
    descriptionLength: 300,
    note: 'Reads oEmbed, then Twitter’s tags, then Open Graph.',
  },
  {
    name: 'Discord',
    read: readOpenGraph,
    layout: 'large',
    titleLength: 256,
    descriptionLength: 350,
    note: 'Draws the bar at the left in the page’s theme colour.',
  },
  {
    name: 'WhatsApp',
    read: readOpenGraph,
    layout: 'small',
    titleLength: 65,
    descriptionLength: 80,
    note: 'Leaves out pictures of more than some 600 kB.',
  },
  {
    name: 'Mastodon',
    read: readOpenGraph,
    layout: 'small',
    titleLength: 100,
    descriptionLength: 100,
    note: 'Reads oEmbed, then Open Graph; names the author where there is one.',
  },
  {
    name: 'Web search',
    read: readPage,
    layout: 'line',
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
