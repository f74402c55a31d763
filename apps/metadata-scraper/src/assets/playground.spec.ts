import { existsSync, readdirSync, readFileSync } from 'node:fs';

import { jest } from '@jest/globals';
import { JSDOM } from 'jsdom';

const FOLDER = new URL('./', import.meta.url);
const HTML = readFileSync(new URL('index.html', FOLDER), 'utf8');
const ASSETS = readdirSync(FOLDER).filter((name) => !name.endsWith('.spec.ts'));

describe('the page', () => {
  it('starts with what the browser gives', async () => {
    const { window } = new JSDOM(HTML, { url: 'http://localhost:3000/?url=https%3A%2F%2Fdunes.example%2F' });
    const fetch = jest.fn(() =>
      Promise.resolve(Response.json({ code: 'internal', detail: 'It broke.' }, { status: 500 })),
    );
    Object.assign(globalThis, { window, fetch });
    await import('./playground.js');
    expect(window.document.querySelector('.problem-detail')?.textContent).toBe('It broke.');
    expect(window.document.querySelector('#status')?.textContent).toMatch(/^No card, after \d+ ms\.$/);
    expect(fetch).toHaveBeenCalledTimes(1);
    window.document.querySelector<HTMLInputElement>('[value="dark"]')?.click();
    expect(window.localStorage.getItem('theme')).toBe('dark');
  });

  it('needs nothing inline and nothing from elsewhere, as its policy demands', () => {
    const { document } = new JSDOM(HTML).window;
    expect(document.querySelectorAll('style, [style], script:not([src]), iframe, object')).toHaveLength(0);
    const loaded = [...document.querySelectorAll('script, link, img')].map(
      (element) => element.getAttribute('src') ?? element.getAttribute('href') ?? '',
    );
    for (const path of loaded) {
      expect(path).toMatch(/^\/assets\//);
      expect(existsSync(new URL(path.replace('/assets/', ''), FOLDER))).toBe(true);
    }
  });

  it('names each of its controls and says things aloud', () => {
    const { document } = new JSDOM(HTML).window;
    expect(document.documentElement.lang).toBe('en');
    expect(document.querySelector('label[for="link"]')?.textContent).toBe('Link to a page');
    expect(document.querySelector('#status')?.getAttribute('aria-live')).toBe('polite');
    expect(document.querySelectorAll('header, nav, main, footer, h1')).toHaveLength(5);
    expect([...document.querySelectorAll('nav a')].map((link) => link.getAttribute('href'))).toEqual([
      '/docs',
      '/openapi.json',
    ]);
  });

  it.each(ASSETS.filter((name) => name.endsWith('.js')))('%s makes no markup from text and sets no style', (name) => {
    const code = readFileSync(new URL(name, FOLDER), 'utf8');
    expect(code).not.toMatch(/innerHTML|outerHTML|insertAdjacentHTML|document\.write|\.style\b|'style'/);
  });

  it.each(ASSETS.filter((name) => name.endsWith('.css')))('%s loads nothing', (name) => {
    expect(readFileSync(new URL(name, FOLDER), 'utf8')).not.toMatch(/@import|url\(/);
  });
});
