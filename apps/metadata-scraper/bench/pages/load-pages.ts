import { globSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';

import { generatePage } from './generate-page.ts';
import type { Page, PageSource } from './page.ts';
import { createRandom, type Random } from './random.ts';

const SEED = 20_261_123;
/** What was measured on 618 real pages: where their heads end, and how long they are. Bytes. */
const HEAD = { median: 13_000, p90: 82_000, max: 480_000 };
const PAGE = { median: 95_000, p90: 330_000, min: 20_000, max: 500_000 };
const BODY_MIN = 8000;

/**
 * The pages to extract from: those of a folder and its subfolders, else generated ones.
 *
 * @throws an Error where the folder holds no HTML file
 */
export function loadPages({ corpus, count, size }: PageSource): readonly Page[] {
  return corpus === undefined ? generatePages(count, size) : readPages(corpus);
}

function readPages(folder: string): readonly Page[] {
  const files = globSync('**/*.{html,htm}', { cwd: folder }).toSorted();
  if (files.length === 0) throw new Error(`${folder} holds no .html file; --corpus takes a folder of them.`);
  return files.map((file) => ({
    url: new URL(file.split(sep).join('/'), 'https://news.example.com/').href,
    contentType: 'text/html',
    bytes: readFileSync(join(folder, file)),
  }));
}

function generatePages(count: number, size: PageSource['size']): readonly Page[] {
  const random = createRandom(SEED);
  return Array.from({ length: count }, (_, number) => {
    const { head, page } = size ?? drawSize(random);
    return {
      url: `https://news.example.com/2026/article-${number}.html`,
      contentType: 'text/html; charset=utf-8',
      bytes: Buffer.from(generatePage({ number, random, headBytes: head, bytes: page })),
    };
  });
}

function drawSize({ logNormal }: Random): { readonly head: number; readonly page: number } {
  const head = Math.min(HEAD.max, logNormal(HEAD.median, HEAD.p90));
  const page = Math.max(PAGE.min, logNormal(PAGE.median, PAGE.p90), head + BODY_MIN);
  return { head, page: Math.min(PAGE.max, page) };
}
