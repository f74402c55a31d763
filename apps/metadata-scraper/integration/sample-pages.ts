import { html, type Origin, redirect, respond, startOrigin } from '@exemplar/testing';

const svg = (width: number, height: number, content: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">${content}</svg>`;

const DUNES = svg(
  1200,
  630,
  `<defs><linearGradient id="sky" x2="0" y2="1"><stop stop-color="#f6d7a7"/><stop offset="1" stop-color="#e98f68"/></linearGradient></defs>
  <path d="M0 0h1200v630H0z" fill="url(#sky)"/><circle cx="890" cy="210" r="82" fill="#fff3d6"/>
  <path d="M0 430c240-100 420-20 600-50s330-80 600 20v230H0z" fill="#c8683c"/>
  <path d="M0 500c260-70 420 10 640-40s380-50 560 24v146H0z" fill="#923e2b"/>
  <path d="M0 570c300-50 480 20 700-10s340-50 500-6v76H0z" fill="#572520"/>`,
);
const ICON = svg(
  64,
  64,
  `<rect width="64" height="64" rx="14" fill="#c8683c"/><path d="M10 44c8-14 18-14 26-6s12 4 18-2v12H10z" fill="#fff3d6"/>`,
);

/** A page that says all of itself that a page can. */
const RICH = `<!doctype html><html lang="en"><head><title>Walking dunes: how sand crosses a country - The Coast</title>
<meta property="og:type" content="article"><meta property="og:site_name" content="The Coast">
<meta property="og:title" content="Walking dunes: how sand crosses a country">
<meta property="og:description" content="Some dunes move ten metres a year. We followed one for a decade, from the beach it was born on to the pines it is burying now.">
<meta property="og:image" content="/dunes.svg"><meta property="og:image:alt" content="Dunes under a low sun">
<meta property="og:video" content="/dunes.mp4"><meta property="og:audio" content="/dunes.mp3">
<meta name="twitter:card" content="summary_large_image"><meta name="twitter:title" content="Walking dunes">
<meta name="description" content="Ten years with one dune."><meta name="author" content="Ann Lee">
<meta name="keywords" content="dunes, sand, wind, coast"><meta name="theme-color" content="#c8683c">
<meta property="article:published_time" content="2026-01-02T03:04:05Z">
<meta property="al:ios:url" content="coast://dunes"><meta property="al:ios:app_store_id" content="12345">
<meta property="al:ios:app_name" content="The Coast">
<link rel="icon" href="/icon.svg" type="image/svg+xml" sizes="any"><link rel="icon" href="/icon-32.png" sizes="32x32">
<link rel="apple-touch-icon" href="/icon-180.png" sizes="180x180"><link rel="manifest" href="/site.webmanifest">
<link rel="canonical" href="/dunes"><link rel="amphtml" href="/amp/dunes">
<link rel="alternate" hreflang="de" href="/de/dunes"><link rel="alternate" hreflang="x-default" href="/dunes">
<link rel="alternate" type="application/rss+xml" title="All of The Coast" href="/feed.xml">
<script type="application/ld+json">{"@context":"https://schema.org","@type":"Product","name":"Dunes, the print","offers":
{"@type":"Offer","price":"24.50","priceCurrency":"EUR","availability":"https://schema.org/InStock"}}</script></head>
<body><h1>Walking dunes</h1><iframe src="/map"></iframe><p>It began with a fence that was no longer there.</p></body></html>`;

const LONG_WORDS =
  'The very long story of a dune that would not stop walking and of everybody who tried to stop it, '.repeat(4);
const LONG = `<!doctype html><html lang="en"><head><title>${LONG_WORDS}</title>
<meta property="og:title" content="${LONG_WORDS}"><meta property="og:site_name" content="${'Unbroken'.repeat(20)}">
<meta property="og:description" content="${'Donaudampfschifffahrtsgesellschaft'.repeat(12)}"></head><body></body></html>`;

/** The path of the page with the long title. */
export const LONG_PATH = `/${'long-'.repeat(80)}path`;

/**
 * Pages to look at the playground with: one that says everything, others that say little, or too much, or nothing.
 *
 * @returns an origin; `http://coast.localhost:<port>` leads to it, too
 */
export const startSamplePages = (): Promise<Origin> =>
  startOrigin({
    '/dunes': html(RICH),
    '/dunes.svg': respond({ body: DUNES, headers: { 'content-type': 'image/svg+xml' } }),
    '/icon.svg': respond({ body: ICON, headers: { 'content-type': 'image/svg+xml' } }),
    '/little': html('<!doctype html><title>A page that says little</title><p>Hello.'),
    '/nothing': html(''),
    '/blocked': html(
      '<!doctype html><title>Just a moment...</title><body><script src="/cdn-cgi/challenge-platform/h/b/orchestrate/chl_page/v1"></script>',
    ),
    '/lost-picture': html(RICH.replace('/dunes.svg', '/lost.png')),
    '/loop': redirect('/loop'),
    [LONG_PATH]: html(LONG),
    '*': respond({ status: 404, body: 'not here' }),
  });
