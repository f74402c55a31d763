/// <reference lib="dom" />
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { type Browser, chromium, type Locator, type Page } from 'playwright-core';

import { freePort, until } from '@exemplar/testing';

import { type Play, startPlay } from '../play/start-play.ts';

const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';
const ROOT = join(import.meta.dirname, '..');
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

/** How long a second of the cluster's life lasts here, in ms. */
const TICK_MS = 100;

describe('the play of the deploy bot', () => {
  let browser: Browser;
  let play: Play;
  let stopBot: () => Promise<void>;
  let page: Page;
  let complaints: string[];
  let outside: string[];

  const startBot = async (port: number): Promise<() => Promise<void>> => {
    const env = { ...process.env, ...play.variables, PORT: String(port), ADMIN_PORT: '0', DRAIN_DELAY_MS: '0' };
    const bot = spawn(process.execPath, ['src/main.ts'], { cwd: ROOT, env, stdio: 'ignore' });
    const ended = once(bot, 'exit');
    const answers = () =>
      fetch(`http://localhost:${port}/`).then(
        () => true,
        () => bot.exitCode !== null,
      );
    await until(answers, 'the bot to listen', 30_000);
    return async () => {
      bot.kill('SIGTERM');
      await ended;
    };
  };
  const open = async (options: Parameters<Browser['newPage']>[0] = {}): Promise<Page> => {
    const opened = await browser.newPage({ reducedMotion: 'reduce', ...options });
    opened.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
    });
    opened.on('pageerror', (error) => complaints.push(error.message));
    opened.on('request', (request) => {
      if (!request.url().startsWith(play.url) && !request.url().startsWith('data:')) outside.push(request.url());
    });
    await opened.goto(play.url);
    await opened.locator('.pod').first().waitFor({ state: 'attached' });
    return opened;
  };
  const say = async (command: string): Promise<void> => {
    await page.getByLabel('Command', { exact: true }).fill(command);
    await page.keyboard.press('Enter');
  };
  const message = (text: string | RegExp): Locator => page.locator('article:visible', { hasText: text }).last();

  beforeAll(async () => {
    if (!existsSync(CHROMIUM)) {
      throw new Error(`There is no ${CHROMIUM}: apt-get install chromium, or set CHROMIUM to where one is.`);
    }
    const port = await freePort();
    play = await startPlay({ serviceUrl: `http://localhost:${port}`, port: 0, tickMs: TICK_MS });
    stopBot = await startBot(port);
    browser = await chromium.launch({
      executablePath: CHROMIUM,
      args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking'],
    });
  });

  afterAll(async () => {
    await browser.close();
    await stopBot();
    await play[Symbol.asyncDispose]();
  });

  beforeEach(async () => {
    [complaints, outside] = [[], []];
    page = await open();
  });

  afterEach(async () => {
    await page.close();
    const wrong = [...complaints, ...outside];
    if (wrong.length > 0) throw new Error(`The page complained, or asked somebody else: ${wrong.join('; ')}`);
  });

  it('begins with services that run, and tells what would become of each release', async () => {
    await say('/deploy status');
    await message(/Fine.*orders.*staging/s).waitFor();
    const releases = page.getByRole('region', { name: 'orders', exact: true });
    expect(await releases.innerText()).toContain('crashes at its start');
  });

  it('deploys what is typed, and the one message says so as it goes', async () => {
    await say('/deploy metadata-scraper');
    await message(/Deploying.*metadata-scraper/s).waitFor();
    await page.locator('.pod.old').first().waitFor();
    const live = message(/Live.*metadata-scraper.*3 of 3 ready/s);
    await live.waitFor();
    expect(await live.innerText()).toMatch(/edited \d+ ×/);
  });

  it('puts back what ran before where a release crashes, and shows its log', async () => {
    await say('/deploy orders');
    const told = message(/Failed, and rolled back.*orders.*Why/s);
    await told.waitFor();
    expect(await told.locator('pre').innerText()).toContain('DATABASE_URL is not set');
  });

  it('asks before production, by buttons that the keyboard reaches', async () => {
    await say('/deploy payments production');
    const question = message('To be confirmed');
    await question.waitFor();
    await question.getByRole('button', { name: /^Yes/ }).focus();
    await page.keyboard.press('Enter');
    expect(await message(/Live.*payments.*production.*Took/s).innerText()).toContain('3 of 3 ready');
  });

  it('lets a stranger do nothing, and shows each what is theirs', async () => {
    await page.getByLabel('You are').selectOption({ label: 'Mallory, whom the rules do not know' });
    await say('/deploy orders');
    const refusal = message(/Only visible to you.*(?:may|know)/s);
    expect(await refusal.innerText()).not.toContain('Deploying');
    await page.getByLabel('You are').selectOption({ label: 'Edsger' });
    expect(await page.locator('article.private:visible').count()).toBe(0);
  });

  it('goes on where Slack limits and watches expire', async () => {
    for (const name of ['Slack limits', 'Watches expire']) await page.getByRole('button', { name }).click();
    await say('/deploy status orders');
    expect(await message(/orders.*staging.*pods ready/s).innerText()).toContain('Only visible to you');
  });

  it('takes a version, the last command, and a slash as ways to the line', async () => {
    const line = page.getByLabel('Command', { exact: true });
    const version = page.getByRole('region', { name: 'payments', exact: true }).getByRole('button').first();
    await version.click();
    expect(await line.inputValue()).toBe(`/deploy payments ${await version.innerText()}`);
    await say('/deploy help');
    await message(/\/deploy status/).waitFor();
    await page.keyboard.press('ArrowUp');
    expect(await line.inputValue()).toBe('/deploy help');
    await page.locator('#messages').focus();
    await page.keyboard.press('/');
    expect([await line.inputValue(), await line.evaluate((at) => at === document.activeElement)]).toEqual([
      '/deploy ',
      true,
    ]);
  });

  it('shows one pane at a time on a phone, and nothing beside the window', async () => {
    const phone = await open(PHONE);
    for (const pane of ['Channel', 'Backstage']) {
      await phone.getByRole('button', { name: pane }).click();
      const wide = await phone.evaluate(() =>
        [...document.querySelectorAll('body *')]
          .filter((at) => at.checkVisibility() && at.closest('#suggestions, pre') === null)
          .filter((at) => at.getBoundingClientRect().right > window.innerWidth + 1)
          .map((at) => `${at.tagName}.${at.className}`),
      );
      expect([pane, ...wide]).toEqual([pane]);
    }
    await phone.close();
  });

  it('takes no orders from other pages', async () => {
    const answer = await fetch(`${play.url}/type`, {
      method: 'POST',
      body: '{"user":"U0123ADA","text":"/deploy orders"}',
    });
    expect([answer.status, await answer.text()]).toEqual([400, 'Error: Wanted: application/json.']);
    expect((await fetch(`${play.url}/..%2fmain.ts`)).status).toBe(404);
  });
});
