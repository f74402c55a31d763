import { JSDOM } from 'jsdom';

import { elementBuilder } from './element-builder.js';
import { recentLinks, recentView } from './recent-links.js';

const open = () => {
  const { window } = new JSDOM('<main></main>', { url: 'http://localhost:3000/' });
  const recent = recentLinks(() => window.localStorage);
  return { window, recent, view: () => recentView(elementBuilder(window.document), recent) };
};

describe('recent links', () => {
  it('come newest first, each once, eight at most', () => {
    const { recent } = open();
    for (let at = 0; at < 10; at++) recent.add(`https://site${at}.example/`);
    recent.add('https://site5.example/');
    expect(recent.all()).toHaveLength(8);
    expect(recent.all().slice(0, 2)).toEqual(['https://site5.example/', 'https://site9.example/']);
  });

  it('lead back to their cards, and can be forgotten', () => {
    const { window, recent, view } = open();
    recent.add('https://www.site.example/a?b');
    const list = view();
    window.document.body.append(list ?? '');
    expect(list?.querySelector('a')?.getAttribute('href')).toBe('/?url=https%3A%2F%2Fwww.site.example%2Fa%3Fb');
    expect(list?.querySelector('a')?.textContent).toBe('site.example');
    list?.querySelector('button')?.click();
    expect(window.document.querySelector('nav')).toBeNull();
    expect(view()).toBeNull();
  });

  it.each(['nonsense', '{"a":1}', '[1,null]'])('are none where the storage has %s', (kept) => {
    const { window, recent } = open();
    window.localStorage.setItem('recent-links', kept);
    expect(recent.all()).toEqual([]);
  });

  it('are none where the browser keeps nothing', () => {
    const recent = recentLinks(() => {
      throw new Error('forbidden');
    });
    recent.add('https://site.example/');
    expect(recent.all()).toEqual([]);
  });
});
