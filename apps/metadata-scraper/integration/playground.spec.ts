/// <reference lib="dom" />
import { existsSync } from 'node:fs';

import { type Browser, chromium, type Page } from 'playwright-core';

import { html, type Origin, redirect, respond, startOrigin } from '@exemplar/testing';

import { startBundle, type StartedBundle } from './start-bundle.ts';

const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';

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
    if (!existsSync(CHROMIUM)) {
      throw new Error(`There is no ${CHROMIUM}: apt-get install chromium, or set CHROMIUM to where one is.`);
    }
    origin = await startOrigin({
      '/article': html(ARTICLE),
      '/cover.svg': respond({ body: COVER, headers: { 'content-type': 'image/svg+xml' } }),
      '/loop': redirect('/loop'),
    });
    service = await startBundle({ OUTBOUND_ALLOW_CIDRS: '127.0.0.1/32', OUTBOUND_ALLOW_PORTS: '*' });
    browser = await chromium.launch({
      executablePath: CHROMIUM,
      args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking'],
    });
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
