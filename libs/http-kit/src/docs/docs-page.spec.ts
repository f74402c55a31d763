import { z } from 'zod';

import { serve, type Served } from '../../fixtures/serve.ts';
import { openApiDocument } from '../routes/openapi.ts';
import { defineRoute } from '../routes/route.ts';
import { docsPage } from './docs-page.ts';
import { docsRoutes } from './docs-routes.ts';

const image = z.object({ url: z.url(), width: z.int().min(1).max(10).nullable() }).meta({ id: 'Image' });
const handler = (): never => {
  throw new Error('It is never asked');
};

const routes = [
  defineRoute({
    method: 'GET',
    path: '/v1/things/:id',
    summary: 'A <thing>',
    description: 'With `code` in it.',
    query: z.object({
      url: z.url().meta({ description: 'Where.', example: "https://example.com/?a='b'" }),
      size: z.enum(['small', 'large']).default('small'),
      name: z.string().min(2).max(9),
    }),
    answers: {
      200: {
        description: 'The thing.',
        schema: z.object({
          image,
          more: z.array(z.object({ colour: z.string().describe('Its colour.'), kind: z.literal('thing') })),
          maybe: z.object({ inner: z.boolean() }).nullable(),
          anything: z.unknown(),
          note: z.string().nullable(),
          sources: z.record(z.string(), z.int()),
        }),
      },
      204: { description: 'Nothing.' },
    },
    problems: ['upstream-timeout'],
    handler,
  }),
  defineRoute({
    method: 'POST',
    path: '/v1/things',
    summary: 'Make one',
    body: z.object({
      name: z.string().meta({ examples: ['tea'] }),
      size: z.enum(['s', 'l']),
      note: z.string().optional(),
    }),
    answers: { 200: { description: 'Made.', contentType: 'text/plain' } },
    handler,
  }),
  defineRoute({
    method: 'DELETE',
    path: '/v1/things/:id/parts/:part',
    summary: 'Remove one',
    params: z.object({ id: z.string().meta({ example: 'a/b' }), part: z.string() }),
    body: z.object({ why: z.string() }),
    bodyType: 'form',
    answers: { 200: { description: 'Gone.', contentType: 'text/plain' } },
    handler,
  }),
  defineRoute({
    method: 'PUT',
    path: '/v1/any',
    summary: 'Anything',
    body: z.unknown(),
    answers: { 200: { description: 'Taken.' } },
    handler,
  }),
];

const info = {
  title: 'things & more',
  version: '1.2.3',
  description: 'All of them.',
  needsKey: true,
  limitsRate: false,
};
const document = openApiDocument(routes, info);
const page = docsPage(document, 'http://localhost:3000');

describe('docsPage', () => {
  it('is a page of its own, without scripts or anything to load', () => {
    expect(page).toMatch(/^<!doctype html>\n<html lang="en">/);
    expect(page).not.toMatch(/<script|<link|<img|src=|url\(|@import/);
  });

  it('escapes what it shows and sets code as code', () => {
    expect(page).toContain('<h1>things &amp; more</h1>');
    expect(page).toContain('A &lt;thing&gt;');
    expect(page).toContain('With <code>code</code> in it.');
  });

  it('shows each operation with parameters, answers and problem codes', () => {
    expect(page).toContain('<section id="getV1ThingsId">');
    expect(page).toContain('<th scope="row"><code>url</code> <span class="required">required</span></th>');
    expect(page).toContain('<b>504</b> <code>upstream-timeout</code>: Upstream timeout.');
    expect(page).toContain('<b>204</b> Nothing.');
    expect(page).toContain('Needs an API key.');
  });

  it('shows kinds, limits and defaults in words', () => {
    expect(page).toContain('<code>&quot;small&quot;</code> | <code>&quot;large&quot;</code>');
    expect(page).toContain('default &quot;small&quot;');
    expect(page).toContain('string, length from 2, length to 9');
    expect(page).toContain('integer, from 1, to 10 or null');
    expect(page).toContain('string (uri)');
    expect(page).toContain('anything');
    expect(page).toContain('string or null');
    expect(page).toContain('map of integer');
  });

  it('shows what is within objects and lists, and links components', () => {
    expect(page).toContain('<a href="#schema-Image">Image</a>');
    expect(page).toContain('<h3 id="schema-Image">Image</h3>');
    expect(page).toContain('<code>more[].colour</code>');
    expect(page).toContain('Its colour.');
    expect(page).toContain('<code>&quot;thing&quot;</code>');
    expect(page).toContain('<code>maybe.inner</code>');
  });

  it('gives an example of each operation to paste into a shell', () => {
    const examples = [...page.matchAll(/<pre><code>([^<]*)<\/code>/g)].map(([, example]) =>
      String(example).replaceAll('&#39;', "'").replaceAll('&quot;', '"').replaceAll('&amp;', '&'),
    );

    expect(examples).toEqual([
      `curl -H "X-Api-Key: $API_KEY" 'http://localhost:3000/v1/things/id?url=https%3A%2F%2Fexample.com%2F%3Fa%3D'\\''b'\\''&name=name'`,
      `curl -X POST -H "X-Api-Key: $API_KEY" -H 'content-type: application/json' -d '{"name":"tea","size":"s","note":"note"}' 'http://localhost:3000/v1/things'`,
      `curl -X DELETE -H "X-Api-Key: $API_KEY" -H 'content-type: application/x-www-form-urlencoded' -d 'why=why' 'http://localhost:3000/v1/things/a%2Fb/parts/part'`,
      `curl -X PUT -H "X-Api-Key: $API_KEY" -H 'content-type: application/json' -d '{}' 'http://localhost:3000/v1/any'`,
    ]);
  });

  it('does without keys and a description', () => {
    const plain = docsPage(
      openApiDocument(routes, { title: 'x', version: '1', needsKey: false, limitsRate: false }),
      '',
    );

    expect(plain).not.toContain('API key');
    expect(plain).not.toContain('All of them.');
  });
});

describe('docsRoutes', () => {
  let served: Served;

  beforeAll(async () => {
    served = await serve(docsRoutes(document, () => 'http://localhost:3000'));
  });

  afterAll(() => served.close());

  it('serves the description', async () => {
    const answer = await fetch(`${served.url}/openapi.json`);

    expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(await answer.json()).toEqual(JSON.parse(JSON.stringify(document)));
  });

  it('serves the page under a policy that allows its style and nothing else', async () => {
    const answer = await fetch(`${served.url}/docs`);

    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(answer.headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'sha256-[\w+/=]+';/);
    expect(await answer.text()).toBe(page);
  });

  it.each(['/openapi.json', '/docs'])('answers 304 for %s to who has it already', async (path) => {
    const etag = (await fetch(`${served.url}${path}`)).headers.get('etag') ?? '';
    const again = await fetch(`${served.url}${path}`, { headers: { 'if-none-match': etag } });

    expect(again.status).toBe(304);
  });
});
