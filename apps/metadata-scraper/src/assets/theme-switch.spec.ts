import { readFileSync } from 'node:fs';

import { jest } from '@jest/globals';
import { JSDOM } from 'jsdom';

import { startThemeSwitch } from './theme-switch.js';

const HTML = readFileSync(new URL('index.html', import.meta.url), 'utf8');

/** Opens the page as a browser does: first what comes before the paint, then the switch. */
async function open({ remembered, storage = true }: { readonly remembered?: string; readonly storage?: boolean } = {}) {
  const { window } = new JSDOM(HTML, { url: 'http://localhost:3000/' });
  const { document } = window;
  if (remembered !== undefined) window.localStorage.setItem('theme', remembered);
  const openStorage = (): Storage => {
    if (!storage) throw new Error('forbidden');
    return window.localStorage;
  };
  Object.defineProperty(globalThis, 'document', { value: document, configurable: true });
  Object.defineProperty(globalThis, 'localStorage', { get: openStorage, configurable: true });
  jest.resetModules();
  await import('./remembered-theme.js');
  const painted = document.documentElement.dataset.theme;
  startThemeSwitch(document, openStorage);
  const choices = [...document.querySelectorAll<HTMLInputElement>('[name="theme"]')];
  return {
    painted,
    theme: () => document.documentElement.dataset.theme,
    chosen: () => choices.filter(({ checked }) => checked).map(({ value }) => value),
    choose: (theme: string) => choices.find(({ value }) => value === theme)?.click(),
    bars: () => [...document.querySelectorAll('[data-bar]')].map((bar) => bar.getAttribute('media')),
    kept: () => window.localStorage.getItem('theme'),
  };
}

const BY_SYSTEM = ['(prefers-color-scheme: light)', '(prefers-color-scheme: dark)'];

describe('the switch of colours', () => {
  it('goes by the system until something is chosen', async () => {
    const { painted, chosen, bars } = await open();
    expect(painted).toBe('system');
    expect(chosen()).toEqual(['system']);
    expect(bars()).toEqual(BY_SYSTEM);
  });

  it('changes the page and the bar of the browser at once, and remembers it', async () => {
    const { choose, theme, chosen, bars, kept } = await open();
    choose('dark');
    expect([theme(), ...chosen(), kept()]).toEqual(['dark', 'dark', 'dark']);
    expect(bars()).toEqual(['not all', 'all']);
    choose('light');
    expect(bars()).toEqual(['all', 'not all']);
    choose('system');
    expect(bars()).toEqual(BY_SYSTEM);
    expect(kept()).toBe('system');
  });

  it('is in place before anything is painted where it was chosen earlier', async () => {
    const { painted, chosen, bars } = await open({ remembered: 'dark' });
    expect(painted).toBe('dark');
    expect(chosen()).toEqual(['dark']);
    expect(bars()).toEqual(['not all', 'all']);
  });

  it('takes what it does not know for no choice', async () => {
    expect((await open({ remembered: 'sepia' })).chosen()).toEqual(['system']);
  });

  it('works without a memory where storage is forbidden', async () => {
    const { painted, choose, theme } = await open({ storage: false });
    expect(painted).toBeUndefined();
    choose('dark');
    expect(theme()).toBe('dark');
  });
});
