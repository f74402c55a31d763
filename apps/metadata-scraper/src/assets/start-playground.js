/// <reference lib="dom" />
// @ts-check

import { askMetadata } from './ask-metadata.js';
import { completeLink, webUrl } from './links.js';
import { pageView } from './page-view.js';
import { recentLinks } from './recent-links.js';

/**
 * @import { Network } from './ask-metadata.js'
 *
 * @typedef {Network & { readonly window: Window }} Playground
 */

/**
 * Brings the page to life: the link in its address (`?url=`) is what it shows, now and whenever the address changes.
 *
 * @param {Playground} playground
 * @returns {Promise<void>} when what the address asks for is shown
 */
export function startPlayground({ window, fetch, now }) {
  const { document, history, location } = window;
  const recent = recentLinks(() => window.localStorage);
  const view = pageView(document, recent);
  let asking = new AbortController();

  const visit = async () => {
    asking.abort();
    const { signal } = (asking = new AbortController());
    const { searchParams } = new URL(location.href);
    const link = searchParams.get('url') ?? '';
    const fresh = searchParams.get('fresh') === 'true';
    if (link === '') {
      view.empty();
      return;
    }
    view.loading(link);
    const outcome = await askMetadata(link, { fetch, now, signal, fresh });
    if (signal.aborted) return;
    if ('metadata' in outcome) {
      recent.add(link);
      view.card(outcome);
      return;
    }
    view.problem(outcome);
  };

  /** @param {string} text */
  const show = (text) => {
    const address = `?url=${encodeURIComponent(completeLink(text))}`;
    if (address !== location.search) history.pushState(null, '', address);
    void visit();
  };

  view.form.addEventListener('submit', (event) => {
    event.preventDefault();
    show(view.input.value);
  });
  document.addEventListener('paste', (event) => {
    const pasted = event.clipboardData?.getData('text').trim() ?? '';
    if (event.target === view.input || webUrl(pasted) === null) return;
    event.preventDefault();
    show(pasted);
  });
  window.addEventListener('popstate', () => void visit());
  return visit();
}
