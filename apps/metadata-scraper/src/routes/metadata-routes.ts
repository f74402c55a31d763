import {
  defineRoute,
  etagOf,
  type ProblemCode,
  type ProblemDocument,
  problemDocument,
  type Reply,
  type Route,
  type ServiceContext,
  stored,
  stream,
  toProblem,
} from '@exemplar/http-kit';

import type { Cached } from '../scrape/coalescing-cache.ts';
import type { ScrapeOptions, Scraper } from '../scrape/create-scraper.ts';
import { inOrderOfFinish } from '../scrape/in-order-of-finish.ts';
import type { Metadata } from '../scrape/page-facts.ts';
import { batchBody, batchQuery, metadataQuery } from './metadata-query.ts';
import { METADATA_KEYS, type MetadataKey, metadataSchema } from './metadata-schema.ts';
import { parseTarget } from './parse-target.ts';

/** What reading a page can end in. */
const PROBLEMS: readonly ProblemCode[] = [
  'invalid-url',
  'blocked-target',
  'upstream-unreachable',
  'upstream-status',
  'upstream-redirects',
  'upstream-timeout',
];

/** How many pages of one batch are read at the same time. */
const BATCH_CONCURRENCY = 10;

/** Where a bug goes that is told to the client within an answer, and so is not seen by the chassis. */
type Reporting = Pick<ServiceContext, 'logger' | 'bugs'>;

export function metadataRoutes(scraper: Scraper, reporting: Reporting): readonly Route[] {
  const scrape = async (url: string, options: ScrapeOptions): Promise<Cached<Metadata>> =>
    scraper.scrape(parseTarget(url), options);
  return [
    defineRoute({
      method: 'GET',
      path: '/v1/metadata',
      summary: "A page's metadata",
      description: 'Reads the page, follows its redirects, and tells what it says of itself. No key is ever missing.',
      query: metadataQuery,
      answers: { 200: { description: 'What is known of the page.', schema: metadataSchema } },
      problems: PROBLEMS,
      handler: async ({ query: { url, fields, ...options } }) => metadataReply(await scrape(url, options), fields),
    }),
    defineRoute({
      method: 'POST',
      path: '/v1/metadata/batch',
      summary: 'The metadata of up to 100 pages',
      description:
        'A line of JSON for each URL as soon as it is done: `{"index": 0, "metadata": {…}}`, or `{"index": 0, "problem": {…}}`.',
      query: batchQuery,
      body: batchBody,
      answers: { 200: { description: 'A line for each URL.', contentType: 'application/x-ndjson' } },
      handler: ({ body, query: { fields, ...options }, requestId }) => {
        const line = async (url: string, index: number): Promise<string> => {
          const result = await scrape(url, options).then(
            ({ value }) => ({ metadata: picked(value, fields) }),
            (error: unknown) => ({ problem: batchProblem(error, requestId, reporting) }),
          );
          return `${JSON.stringify({ index, ...result })}\n`;
        };
        return stream(inOrderOfFinish(body.urls, BATCH_CONCURRENCY, line), 'application/x-ndjson');
      },
    }),
  ];
}

function metadataReply(
  { value, ageMs, hit }: Cached<Metadata>,
  fields: readonly MetadataKey[] | undefined,
): Reply<never> {
  const headers = { age: String(Math.floor(ageMs / 1000)), 'x-cache': hit ? 'HIT' : 'MISS' };
  const body = Buffer.from(JSON.stringify(picked(value, fields)));
  return stored({ body, contentType: 'application/json; charset=utf-8', etag: etagOf(body), headers });
}

function batchProblem(error: unknown, requestId: string, { logger, bugs }: Reporting): ProblemDocument {
  const problem = toProblem(error);
  if (problem.code === 'internal') {
    logger.error('a URL of a batch failed', { error });
    bugs.report(error);
  }
  return problemDocument(problem, '/v1/metadata/batch', requestId);
}

function picked(metadata: Metadata, fields: readonly MetadataKey[] | undefined): Partial<Metadata> {
  return Object.fromEntries((fields ?? METADATA_KEYS).map((field) => [field, metadata[field]]));
}
