import {
  defineRoute,
  type ProblemCode,
  type ProblemDocument,
  problemDocument,
  type Route,
  type ServiceContext,
  stream,
  toProblem,
} from '@exemplar/http-kit';

import type { Scraped, ScrapeOptions, Scraper } from '../scrape/create-scraper.ts';
import { inOrderOfFinish } from '../scrape/in-order-of-finish.ts';
import { type AccessSettings, createReplies } from './create-replies.ts';
import { batchBody, batchQuery, metadataQuery } from './metadata-query.ts';
import { metadataSchema } from './metadata-schema.ts';
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

export interface MetadataRoutesContext extends Reporting {
  readonly config: AccessSettings;
}

export function metadataRoutes(scraper: Scraper, { config, ...reporting }: MetadataRoutesContext): readonly Route[] {
  const scrape = async (url: string, options: ScrapeOptions): Promise<Scraped> =>
    scraper.scrape(parseTarget(url), options);
  const reply = createReplies(config);
  return [
    defineRoute({
      method: 'GET',
      path: '/v1/metadata',
      summary: "A page's metadata",
      description: 'Reads the page, follows its redirects, and tells what it says of itself. No key is ever missing.',
      query: metadataQuery,
      answers: { 200: { description: 'What is known of the page.', schema: metadataSchema } },
      problems: PROBLEMS,
      handler: async ({ query: { url, ...options } }) => reply(await scrape(url, options)),
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
      handler: ({ body, query: options, requestId }) => {
        const line = (url: string, index: number): Promise<string> =>
          scrape(url, options).then(
            ({ answer }) => `{"index":${index},"metadata":${answer.body.toString()}}\n`,
            (error: unknown) => `${JSON.stringify({ index, problem: batchProblem(error, requestId, reporting) })}\n`,
          );
        return stream(inOrderOfFinish(body.urls, BATCH_CONCURRENCY, line), 'application/x-ndjson');
      },
    }),
  ];
}

function batchProblem(error: unknown, requestId: string, { logger, bugs }: Reporting): ProblemDocument {
  const problem = toProblem(error);
  if (problem.code === 'internal') {
    logger.error('a URL of a batch failed', { error });
    bugs.report(error);
  }
  return problemDocument(problem, '/v1/metadata/batch', requestId);
}
