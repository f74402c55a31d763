/// <reference lib="dom" />
import type { Browser, Page } from 'playwright-core';

import { html, type Origin, redirect, respond, startOrigin } from '@exemplar/testing';

import { startBrowser } from './start-browser.ts';
import { startBundle, type StartedBundle } from './start-bundle.ts';

const ARTICLE = `<!doctype html><html lang="en"><head>
<meta property="og:title" content="<script>alert(1)</script> A title"><meta property="og:site_name" content="The Coast">
<meta property="og:image" content="/cover.svg"></head><body></body></html>`;
const COVER =
  '<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="630"><rect width="1200" height="630"/></svg>';

describe('the playground in a real browser', () => {
  let browser: Browser;
  let service: StartedBundle;
  let origin: Origin;
  let page: Page;
  let complaints: string[];
  let outside: string[];

  beforeAll(async () => {
    origin = await startOrigin({
      '/article': html(ARTICLE),
      '/cover.svg': respond({ body: COVER, headers: { 'content-type': 'image/svg+xml' } }),
      '/loop': redirect('/loop'),
    });
    service = await startBundle({ OUTBOUND_ALLOW_CIDRS: '127.0.0.1/32', OUTBOUND_ALLOW_PORTS: '*' });
    browser = await startBrowser();
  });

  afterAll(async () => {
    await browser.close();
    await service.stop();
    await origin.close();
  });

  beforeEach(async () => {
    page = await browser.newPage();
    complaints = [];
    outside = [];
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('request', (request) => {
      if (!request.url().startsWith(service.url)) outside.push(request.url());
    });
  });

  afterEach(async () => {
    await page.close();
  });

  it('shows the card of a pasted link, and asks nobody else but for the previewed image', async () => {
    await page.goto(service.url);
    await page.getByRole('textbox').fill(`${origin.url}/article`);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'A title' }).first().waitFor();
    await page.waitForLoadState('networkidle');
    expect(page.url()).toBe(`${service.url}/?url=${encodeURIComponent(`${origin.url}/article`)}`);
    expect(outside).toEqual([`${origin.url}/cover.svg`]);
    expect(complaints).toEqual([]);
  });

  it('shows a shared link at once', async () => {
    await page.goto(`${service.url}/?url=${encodeURIComponent(`${origin.url}/article`)}`);
    await page.getByText('og:site_name').first().waitFor();
    expect(complaints).toEqual([]);
  });

  it('shows the card as networks draw it, and what its owner can mend, on a phone too', async () => {
    await page.setViewportSize({ width: 360, height: 740 });
    await page.goto(`${service.url}/?url=${encodeURIComponent(`${origin.url}/article`)}`);
    await page.getByRole('article', { name: 'On Facebook' }).waitFor();
    await page.getByRole('heading', { name: /things to mend$/ }).waitFor();
    await page.getByText('<html lang="en">').or(page.getByText('The page has no description.')).first().waitFor();
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
    expect(complaints).toEqual([]);
  });

  it('remembers the links that were shown, until told to forget them', async () => {
    await page.goto(`${service.url}/?url=${encodeURIComponent(`${origin.url}/article`)}`);
    await page.getByRole('link', { name: 'Read it again' }).waitFor();
    await page.goto(service.url);
    const recent = page.getByRole('navigation', { name: 'Recent links' });
    await recent.getByRole('link').first().waitFor();
    await recent.getByRole('button', { name: 'Forget them' }).press('Enter');
    expect(await recent.count()).toBe(0);
    expect(complaints).toEqual([]);
  });

  it('tells kindly what went wrong', async () => {
    await page.goto(`${service.url}/?url=${encodeURIComponent(`${origin.url}/loop`)}`);
    await page.getByText('upstream-redirects').first().waitFor();
    expect(outside).toEqual([]);
  });

  it('is dark once that is chosen by keyboard, and stays so without a flash of light', async () => {
    await page.emulateMedia({ colorScheme: 'light' });
    await page.goto(service.url);
    const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const light = await background();
    const colours = page.getByRole('group', { name: 'Colours' });
    await colours.getByRole('radio', { name: 'Auto' }).press('ArrowLeft');
    expect(await colours.getByRole('radio', { name: 'Dark' }).isChecked()).toBe(true);
    const dark = await background();
    expect(dark).not.toBe(light);
    // what comes after the head is held back: dark is there before anything can be painted
    await page.route('**/playground.js', (route) => route.abort());
    await page.reload({ waitUntil: 'domcontentloaded' });
    expect(await background()).toBe(dark);
  });

  it('is gone through by keyboard from the top, each control by its name', async () => {
    await page.goto(service.url);
    await page.getByRole('heading', { name: 'From a terminal' }).waitFor();
    const names: string[] = [];
    for (let step = 0; step < 10; step += 1) {
      await page.keyboard.press('Tab');
      names.push(
        await page.evaluate(() => {
          const { activeElement } = document;
          const label = activeElement instanceof HTMLInputElement ? activeElement.labels?.[0] : null;
          return (label ?? activeElement)?.textContent.trim() ?? '';
        }),
      );
    }
    expect(names).toEqual([
      'Skip to the link field',
      'Exemplar',
      'API docs',
      'openapi.json',
      'Auto',
      'Link to a page',
      'Show the card',
      'example.com',
      'github.com/nodejs/node',
      'The service the next ones are built on',
    ]);
  });

  it('says aloud that it reads, and how that ended', async () => {
    await page.goto(service.url);
    await page.evaluate(() => {
      const status = document.querySelector('[role="status"]');
      const said: string[] = [];
      new MutationObserver(() => said.push(status?.textContent ?? '')).observe(status ?? document, { childList: true });
      Object.assign(window, { said });
    });
    await page.getByRole('textbox', { name: 'Link to a page' }).fill(`${origin.url}/article`);
    await page.getByRole('button', { name: 'Show the card' }).press('Enter');
    await page.getByRole('article', { name: 'Link preview' }).getByText('The Coast').waitFor();
    const said = await page.evaluate(() => (window as unknown as { readonly said: readonly string[] }).said);
    expect(said).toEqual([`Reading ${new URL(origin.url).host} …`, expect.stringMatching(/^Card ready in \d/)]);
    expect(await page.getByRole('button', { name: 'Show the card' }).evaluate((one) => one.matches(':focus'))).toBe(
      true,
    );
  });

  it.each([
    ['/', 360, 740],
    ['/', 1280, 900],
    ['/docs', 360, 740],
    ['/docs', 1280, 900],
  ])('fits %s into %d by %d pixels, and loads it from nowhere else', async (path, width, height) => {
    await page.setViewportSize({ width, height });
    await page.goto(service.url + path, { waitUntil: 'networkidle' });
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
    expect(outside).toEqual([]);
    expect(complaints).toEqual([]);
  });
});
