import { paragraph, sentence, title, words } from './generate-text.ts';
import type { Random } from './random.ts';

export interface PageShape {
  /** Tells one page's values from another's. */
  readonly number: number;
  readonly random: Random;
  /** About where the head is to end. Characters. */
  readonly headBytes: number;
  /** About how long the page is to be. Characters. */
  readonly bytes: number;
}

type Block = (random: Random, number: number) => string;

/** A news article as content systems make them: social tags, JSON-LD, styles and scripts, an article amid what surrounds it. */
export function generatePage({ number, random, headBytes, bytes }: PageShape): string {
  const facts = metadata(random, number);
  const head = filled(`<!doctype html>\n<html lang="en">\n<head>\n${facts}`, HEAD_BLOCKS, headBytes, random);
  const start = `${head}</head>\n<body class="single-post post-${number}">\n${NAVIGATION}<main><article itemscope>\n<h1 class="headline">${title(random)}</h1>\n`;
  return `${filled(start, BODY_BLOCKS, bytes, random)}</article></main>\n<footer class="site-footer"><p>© The Daily Example</p></footer></body></html>\n`;
}

function filled(start: string, blocks: readonly [Block, ...Block[]], length: number, random: Random): string {
  const parts = [start];
  for (let size = start.length, number = 0; size < length; number += 1) {
    const block = random.pick(blocks)(random, number);
    parts.push(block);
    size += block.length;
  }
  return parts.join('');
}

function metadata(random: Random, number: number): string {
  const headline = `${title(random)} ${number}`;
  const description = sentence(random);
  const url = `https://news.example.com/2026/article-${number}.html`;
  const image = `https://cdn.example/images/${number}/cover-1200x630.jpg`;
  const published = new Date(Date.UTC(2026, number % 12, 1 + (number % 28), number % 24)).toISOString();
  const social = { title: headline, description, image, url };
  return [
    '<meta charset="utf-8">',
    `<title>${headline} | The Daily Example</title>`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<meta name="description" content="${description}">`,
    `<meta name="author" content="Ada Writer">`,
    `<meta name="keywords" content="${words(random, 6).replaceAll(' ', ', ')}">`,
    `<link rel="canonical" href="${url}">`,
    '<link rel="icon" sizes="32x32" href="/favicon-32.png" type="image/png"><link rel="apple-touch-icon" sizes="180x180" href="/touch.png">',
    '<link rel="alternate" type="application/rss+xml" title="All news" href="/feed.xml">',
    ...Object.entries(social).map(([name, value]) => `<meta property="og:${name}" content="${value}">`),
    '<meta property="og:type" content="article"><meta property="og:site_name" content="The Daily Example">',
    '<meta property="og:image:width" content="1200"><meta property="og:image:height" content="630">',
    `<meta property="article:published_time" content="${published}">`,
    '<meta name="twitter:card" content="summary_large_image">',
    ...Object.entries(social).map(([name, value]) => `<meta name="twitter:${name}" content="${value}">`),
    `<script type="application/ld+json">${JSON.stringify(jsonLd(headline, description, image, published))}</script>\n`,
  ].join('\n');
}

function jsonLd(headline: string, description: string, image: string, datePublished: string): object {
  const publisher = { '@type': 'Organization', '@id': '#site', name: 'The Daily Example', logo: '/logo.png' };
  const author = [{ '@type': 'Person', name: 'Ada Writer', url: '/authors/ada' }];
  const article = { '@type': 'NewsArticle', headline, description, image: [image], datePublished, author };
  return { '@context': 'https://schema.org', '@graph': [{ ...article, publisher: { '@id': '#site' } }, publisher] };
}

const script: Block = (random, number) =>
  `<script>window.dataLayer=window.dataLayer||[];(function(w,d){var s="${words(random, 40)}";for(var i=0;i<${number};i++){if(s.length<i&&w.a>d.b){w.push({"k${number}":s+"<div>"})}}})(window,document);</script>\n`;
const style: Block = (random, number) =>
  `<style>${Array.from({ length: 12 }, (_, rule) => `.c${number}-${rule} .${words(random, 1)}>a:hover{margin:0 ${rule}px;color:#${rule}f${rule};background:url("/i/${rule}.png")}`).join('\n')}</style>\n`;
const preload: Block = (random, number) =>
  `<link rel="preload" as="script" href="https://cdn.example/static/${words(random, 1)}-${number}.js" crossorigin="anonymous">\n`;

const HEAD_BLOCKS: readonly [Block, ...Block[]] = [script, script, style, style, preload];

const text: Block = (random) => paragraph(random);
const figure: Block = (random, number) =>
  `<figure class="wp-block-image size-large" data-id="${number}"><img loading="lazy" decoding="async" src="https://cdn.example/images/${number}-800.jpg" srcset="https://cdn.example/images/${number}-400.jpg 400w, https://cdn.example/images/${number}-800.jpg 800w" sizes="(max-width: 800px) 100vw, 800px" width="800" height="533" alt="${sentence(random)}"><figcaption>${sentence(random)}</figcaption></figure>\n`;
const teaser: Block = (random, number) =>
  `<div class="related-posts__item card card--small" data-track="related" data-position="${number}"><a class="card__link" href="/2026/article-${number}.html" title="${title(random)}"><span class="card__label">${words(random, 2)}</span><h3 class="card__title">${title(random)}</h3><time class="card__date" datetime="2026-01-0${1 + (number % 9)}">January ${1 + (number % 9)}, 2026</time></a></div>\n`;
const list: Block = (random) =>
  `<ul class="menu">${Array.from({ length: 8 }, () => `<li class="menu__item"><a class="menu__link" href="/${words(random, 1)}/">${words(random, 2)}</a></li>`).join('')}</ul>\n`;
const icon: Block = (_random, number) =>
  `<button type="button" class="share share--${number % 4}" aria-label="Share"><svg viewBox="0 0 24 24" width="24" height="24"><path d="M12 2C6.48 2 2 6.48 2 12s4.48 10 10 10 10-4.48 10-10S17.52 2 12 2zm0 18c-4.41 0-8-3.59-8-8s3.59-8 8-8 8 3.59 8 8-3.59 8-8 8z"></path></svg></button>\n`;

const BODY_BLOCKS: readonly [Block, ...Block[]] = [text, text, text, script, figure, teaser, teaser, list, icon];

const NAVIGATION = `<header class="site-header"><a class="logo" href="/">The Daily Example</a><nav class="nav">${['World', 'Politics', 'Business', 'Culture', 'Sport'].map((name) => `<a class="nav__link" href="/${name.toLowerCase()}/">${name}</a>`).join('')}</nav></header>\n`;
