import type { Browser, Page } from 'playwright-core';

import type { Origin } from '@exemplar/testing';

import { faintTexts, lowControls, wideParts } from './page-measures.ts';
import { LONG_PATH, startSamplePages } from './sample-pages.ts';
import { startBrowser } from './start-browser.ts';
import { startBundle, type StartedBundle } from './start-bundle.ts';

/** What the page can show, by the path of what is asked for. */
const STATES = {
  'a page that says everything': '/dunes',
  'a page that says little': '/little',
  'a page that says nothing': '/nothing',
  'a block page': '/blocked',
  'a picture that cannot be loaded': '/lost-picture',
  'a very long title and address': LONG_PATH,
  'a problem': '/loop',
};
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
const SIZES = [
  { device: 'a desktop', viewport: { width: 1440, height: 900 } },
  { device: 'a tablet', viewport: { width: 768, height: 1024 } },
  { device: 'a phone', ...PHONE },
];
const THEMES = ['light', 'dark'] as const;

/** The link in the card's title reaches over the whole card. */
const COVERS_ITS_CARD = 'A Walking dunes';

describe('the looks of the playground', () => {
  let browser: Browser;
  let service: StartedBundle;
  let origin: Origin;

  beforeAll(async () => {
    origin = await startSamplePages();
    service = await startBundle({ OUTBOUND_ALLOW_CIDRS: '127.0.0.0/8,::1/128', OUTBOUND_ALLOW_PORTS: '*' });
    browser = await startBrowser();
  });

  afterAll(async () => {
    await browser.close();
    await service.stop();
    await origin.close();
  });

  const show = async (page: Page, path: string): Promise<void> => {
    const link = `http://coast.localhost:${new URL(origin.url).port}${path}`;
    await page.goto(`${service.url}/?url=${encodeURIComponent(link)}`);
    await page.locator('#answer[aria-busy="false"] > *').first().waitFor();
    await page.waitForLoadState('networkidle');
  };

  describe.each(SIZES)('on $device', ({ device, ...size }) => {
    it.each(Object.entries(STATES))('are legible, light and dark, and within the window with %s', async (_, path) => {
      const page = await browser.newPage({ reducedMotion: 'reduce', ...size });
      await show(page, path);
      expect(await page.evaluate(wideParts)).toEqual([]);
      for (const colorScheme of THEMES) {
        await page.emulateMedia({ colorScheme });
        expect([colorScheme, ...(await page.evaluate(faintTexts))]).toEqual([colorScheme]);
      }
      await page.close();
    });
  });

  it('have room for a finger on a phone', async () => {
    const page = await browser.newPage(PHONE);
    await show(page, '/dunes');
    expect(await page.evaluate(lowControls)).toEqual([COVERS_ITS_CARD]);
    await page.close();
  });

  it('tell that a picture could not be loaded', async () => {
    const page = await browser.newPage();
    await show(page, '/lost-picture');
    await page.getByText('it could not be loaded').waitFor();
    expect(await page.locator('.network-image:visible').count()).toBe(0);
    await page.close();
  });
});
