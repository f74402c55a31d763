/// <reference lib="dom" />
// @ts-check

/** @import { Build } from './element-builder.js' */

const SCHEME = /^[a-z][a-z\d+.-]*:\/\//i;

/**
 * Completes what a person typed or pasted: `example.com` is `https://example.com`.
 *
 * @param {string} text
 */
export function completeLink(text) {
  const link = text.trim();
  return SCHEME.test(link) ? link : `https://${link}`;
}

/**
 * The URL, where it is one that may be followed or loaded: absolute, and http or https.
 *
 * @param {string} text
 * @returns {URL | null}
 */
export function webUrl(text) {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  return url.protocol === 'http:' || url.protocol === 'https:' ? url : null;
}

/**
 * The host as people say it.
 *
 * @param {string} link an absolute URL, else it is shown as it is
 */
export const hostOf = (link) => webUrl(link)?.host.replace(/^www\./, '') ?? link;

/**
 * An address as search engines show it.
 *
 * @param {string} link an absolute URL, else it is shown as it is
 * @returns {string} such as `https://dunes.example › essays › one`
 */
export function breadcrumb(link) {
  const url = webUrl(link);
  return url === null ? link : [url.origin, ...url.pathname.split('/').filter(Boolean)].join(' › ');
}

/**
 * A link to another site; plain text where the address is not one to follow.
 *
 * @param {Build} build
 * @param {string} address
 * @param {string} [text]
 */
export function outgoingLink(build, address, text = address) {
  const url = webUrl(address);
  return url === null
    ? build('span', {}, text)
    : build('a', { href: url.href, rel: 'noopener noreferrer', target: '_blank' }, text);
}
