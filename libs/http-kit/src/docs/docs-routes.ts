import { createHash } from 'node:crypto';

import type { OpenApiDocument } from '../routes/openapi.ts';
import { etagOf, type Reply, stored } from '../routes/reply.ts';
import { defineRoute, type Route } from '../routes/route.ts';
import { docsPage } from './docs-page.ts';
import { DOCS_STYLE } from './docs-style.ts';

const styleHash = createHash('sha256').update(DOCS_STYLE.text).digest('base64');

const POLICY = `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

/** Clients ask again each time, and are told 304 as long as nothing has changed. */
const REVALIDATE = { 'cache-control': 'no-cache' };

/**
 * Makes `/openapi.json` and `/docs`, both open to all.
 *
 * @param document the API's description
 * @param origin what the examples on the page ask; told when the page is first asked for, as the port is known then
 */
export function docsRoutes(document: OpenApiDocument, origin: () => string): readonly Route[] {
  const description = keptReply(JSON.stringify(document), 'application/json; charset=utf-8', REVALIDATE);
  let page: Reply<never> | undefined;
  const pageReply = (): Reply<never> =>
    (page ??= keptReply(docsPage(document, origin()), 'text/html; charset=utf-8', {
      ...REVALIDATE,
      'content-security-policy': POLICY,
    }));
  return [
    keptRoute('/openapi.json', 'The description', () => description),
    keptRoute('/docs', 'The documentation', pageReply),
  ];
}

function keptReply(text: string, contentType: string, headers: Readonly<Record<string, string>>): Reply<never> {
  const body = Buffer.from(text);
  return stored({ body, contentType, headers, etag: etagOf(body) });
}

function keptRoute(path: string, summary: string, handler: () => Reply<never>): Route {
  return defineRoute({
    method: 'GET',
    path,
    summary,
    answers: { 200: { description: summary } },
    open: true,
    hidden: true,
    handler,
  });
}
