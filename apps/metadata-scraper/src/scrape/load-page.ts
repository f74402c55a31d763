import type { OpenedPage } from '@exemplar/http-kit';

import { type LifetimeLimits, lifetimeOf } from '../cache/lifetime-of.ts';
import type { Loaded, Validators } from '../cache/page-cache.ts';
import { completeByManifest } from '../secondary/complete-by-manifest.ts';
import { fetchOembed } from '../secondary/fetch-oembed.ts';
import { probeImages } from '../secondary/probe-images.ts';
import type { Workers } from '../workers/create-workers.ts';
import { completeByDom } from './complete-by-dom.ts';
import type { CountBytes } from './count-bytes.ts';
import type { PageFacts, Pages } from './page-facts.ts';
import { readTarget } from './read-target.ts';
import { type Fields, serialise } from './serialise.ts';
import type { Timings } from './timings.ts';

export interface LoadPageOptions {
  readonly pages: Pages;
  /** For one URL, secondary fetches included, ms. */
  readonly timeoutMs: number;
  readonly maxRedirects: number;
  /** How long answers are fresh. */
  readonly freshness: LifetimeLimits;
  readonly countBytes: CountBytes;
  readonly workers: Pick<Workers, 'readDom' | 'readPdf'>;
  /** Whether pages that say too little are read by way of a DOM. */
  readonly useDom: boolean;
}

/** What is wanted of a page. */
export interface Wanted {
  readonly oembed: boolean;
  readonly probe: boolean;
  readonly candidates: boolean;
  readonly fields?: Fields;
}

interface Loading {
  /** Of the answer that is kept already. */
  readonly previous: Validators | null;
  readonly timings: Timings;
}

/** A DOM gets no longer pages. */
const DOM_BYTES = 1_000_000;

/**
 * Reads a page and what belongs to it, and says how long the answer is good for.
 *
 * @throws OutboundError where the page could not be read
 */
export async function loadPage(
  { pages, timeoutMs, maxRedirects, freshness, countBytes, workers, useDom }: LoadPageOptions,
  target: string,
  { oembed, probe, candidates, fields }: Wanted,
  { previous, timings }: Loading,
): Promise<Loaded> {
  const deadline = performance.now() + timeoutMs;
  const left = (): number => Math.max(1, Math.ceil(deadline - performance.now()));
  const headers = conditionOf(previous);
  const mayNeedDom = useDom && (fields === undefined || fields.includes('description'));
  const { page, read } = await readTarget(pages, target, {
    fields,
    candidates,
    keptBytes: mayNeedDom ? DOM_BYTES : 0,
    readPdf: (bytes) => workers.readPdf(bytes, left()),
    maxRedirects,
    headers,
    left,
    timings,
    countBytes,
  });
  const lifetimeMs = lifetimeOf(page.headers, freshness, Date.now());
  if (read === null) return { kind: 'unchanged', lifetimeMs };
  const facts = mayNeedDom ? await completeByDom(read, { workers, deadlineMs: left(), timings }) : read.facts;
  const [probed, answer] = await Promise.all([
    probe ? timings.measure('probe', () => probePage(pages, facts, left)) : facts,
    oembed ? timings.measure('oembed', () => fetchOembed(pages, read.oembedLinks, page.url, left())) : null,
  ]);
  return {
    kind: 'answer',
    answer: serialise({ url: target, ...probed, oembed: answer }, fields),
    validators: page.url === target ? validatorsOf(page) : NONE,
    lifetimeMs,
  };
}

/** The manifest may name the icons that are then read. */
const probePage = async (pages: Pages, facts: PageFacts, left: () => number): Promise<PageFacts> =>
  probeImages(pages, await completeByManifest(pages, facts, left()), left());

const NONE: Validators = { etag: null, lastModified: null };

/** Longer ones are not worth being kept and sent again. */
const MAX_VALIDATOR = 200;

const shortOrNull = (value: string | undefined): string | null =>
  value !== undefined && value.length <= MAX_VALIDATOR ? value : null;

/** They belong to the page that was read, so they are only kept where that is the one that was asked for. */
const validatorsOf = ({ headers }: OpenedPage): Validators => ({
  etag: shortOrNull(headers.etag),
  lastModified: shortOrNull(headers['last-modified']),
});

/** RFC 9110, section 13.1 */
function conditionOf(previous: Validators | null): Record<string, string> {
  const { etag, lastModified } = previous ?? NONE;
  return {
    ...(etag !== null && { 'if-none-match': etag }),
    ...(lastModified !== null && { 'if-modified-since': lastModified }),
  };
}
