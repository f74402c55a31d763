/// <reference lib="dom" />
// @ts-check

import { hostOf } from './links.js';

/** @import { Build } from './element-builder.js' */

const KEY = 'recent-links';
const MAX_LINKS = 8;

/**
 * @typedef {object} RecentLinks
 * @property {() => readonly string[]} all the newest first
 * @property {(link: string) => void} add
 * @property {() => void} clear
 */

/**
 * The links that were shown last, kept in this browser alone. Where it keeps nothing (a private window, say) there are none.
 *
 * @param {() => Storage} open throws where storage is forbidden
 * @returns {RecentLinks}
 */
export function recentLinks(open) {
  const all = () => {
    try {
      const kept = JSON.parse(open().getItem(KEY) ?? '[]');
      return Array.isArray(kept) ? kept.filter((link) => typeof link === 'string') : [];
    } catch {
      return [];
    }
  };
  /** @param {readonly string[]} links */
  const keep = (links) => {
    try {
      open().setItem(KEY, JSON.stringify(links));
    } catch {
      // a full or forbidden storage costs the list, nothing else
    }
  };
  return {
    all,
    add: (link) => {
      keep([link, ...all().filter((other) => other !== link)].slice(0, MAX_LINKS));
    },
    clear: () => {
      keep([]);
    },
  };
}

/**
 * Lists them, with a way to be rid of them.
 *
 * @param {Build} build
 * @param {RecentLinks} recent
 * @returns {HTMLElement | null} null where there are none
 */
export function recentView(build, recent) {
  const links = recent.all();
  if (links.length === 0) return null;
  const forget = build('button', { type: 'button', class: 'forget' }, 'Forget them');
  const list = build(
    'nav',
    { class: 'recent', 'aria-label': 'Recent links' },
    build('span', {}, 'Recent'),
    ...links.map((link) => build('a', { href: `/?url=${encodeURIComponent(link)}`, title: link }, hostOf(link))),
    forget,
  );
  forget.addEventListener('click', () => {
    recent.clear();
    list.remove();
  });
  return list;
}
