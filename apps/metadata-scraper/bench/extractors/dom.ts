import { JSDOM, VirtualConsole } from 'jsdom';

import type { Extract } from './extractor.ts';

/** What it has to say of style sheets goes nowhere. */
const silent = new VirtualConsole();

/** A DOM, and the same few tags asked of it. */
export const dom: Extract = ({ bytes, url, contentType }) => {
  const { window } = new JSDOM(bytes, { url, contentType, virtualConsole: silent });
  const metas = [...window.document.querySelectorAll('meta[content]')].map((meta) => meta.getAttribute('content'));
  const { title } = window.document;
  window.close();
  return { title, metas };
};
