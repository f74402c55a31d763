import { z } from 'zod';

import { PROBLEMS } from '../problems/problem-codes.ts';
import { openApiDocument } from './openapi.ts';
import { defineRoute } from './route.ts';

interface Tree {
  readonly name: string;
  readonly children: readonly Tree[];
}

const image = z.object({ url: z.url(), width: z.int().nullable() }).meta({ id: 'Image', description: 'A picture.' });

const tree: z.ZodType<Tree> = z.object({
  name: z.string(),
  get children() {
    return z.array(tree);
  },
});

const handler = (): never => {
  throw new Error('It is never asked');
};

const routes = [
  defineRoute({
    method: 'GET',
    path: '/v1/things/:id',
    summary: 'A thing',
    description: 'One of them.',
    params: z.object({ id: z.coerce.number().int().meta({ description: 'Its number.', example: 7 }) }),
    query: z.object({
      size: z.enum(['small', 'large']).default('small').describe('How large.'),
      tag: z.array(z.string()).optional(),
    }),
    headers: z.object({ 'x-colour': z.string() }),
    answers: {
      200: { description: 'The thing.', schema: z.object({ id: z.int(), image, images: z.array(image) }) },
      404: { description: 'None.' },
    },
    problems: ['not-found', 'upstream-status', 'upstream-unreachable'],
    handler,
  }),
  defineRoute({
    method: 'POST',
    path: '/v1/trees',
    summary: 'A tree',
    body: tree,
    answers: {
      200: { description: 'Both.', schema: z.object({ first: tree, second: tree }) },
      201: { description: 'Lines.', contentType: 'application/x-ndjson', schema: z.string() },
      202: { description: 'A picture.', contentType: 'image/png' },
    },
    handler,
  }),
  defineRoute({
    method: 'PUT',
    path: '/v1/trees/:tree/leaves/:leaf',
    summary: 'A leaf',
    body: z.object({ colour: z.string() }),
    bodyType: 'form',
    open: true,
    answers: { 204: { description: 'Done.' } },
    handler,
  }),
  defineRoute({ method: 'GET', path: '/', summary: 'Hidden', hidden: true, answers: {}, handler }),
];

const info = { title: 'things', version: '1.2.3', description: 'Things and trees.', needsKey: true, limitsRate: true };
const document = openApiDocument(routes, info);
const operation = (path: string, method: string) => document.paths[path]?.[method];

/** Every `$ref` of a document. */
function references(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => (key === '$ref' ? [String(inner)] : references(inner)));
}

describe('openApiDocument', () => {
  it('is OpenAPI 3.1 with title and version', () => {
    expect(document).toMatchObject({
      openapi: '3.1.0',
      info: { title: 'things', version: '1.2.3', description: 'Things and trees.' },
      servers: [{ url: '/' }],
    });
  });

  it('tells every route but hidden ones, each by an id of its own', () => {
    const ids = Object.values(document.paths).flatMap((methods) =>
      Object.values(methods).map(({ operationId }) => operationId),
    );

    expect(Object.keys(document.paths)).toEqual(['/v1/things/{id}', '/v1/trees', '/v1/trees/{tree}/leaves/{leaf}']);
    expect(ids).toEqual(['getV1ThingsId', 'postV1Trees', 'putV1TreesTreeLeavesLeaf']);
  });

  it('tells parameters with place, need, meaning, schema and example', () => {
    expect(operation('/v1/things/{id}', 'get')?.parameters).toEqual([
      {
        name: 'id',
        in: 'path',
        required: true,
        description: 'Its number.',
        example: 7,
        schema: expect.objectContaining({ type: 'integer' }) as unknown,
      },
      {
        name: 'size',
        in: 'query',
        required: false,
        description: 'How large.',
        schema: { type: 'string', enum: ['small', 'large'], default: 'small' },
      },
      { name: 'tag', in: 'query', required: false, schema: { type: 'array', items: { type: 'string' } } },
      { name: 'x-colour', in: 'header', required: true, schema: { type: 'string' } },
    ]);
  });

  it('tells path parameters without a schema as text', () => {
    expect(operation('/v1/trees/{tree}/leaves/{leaf}', 'put')?.parameters).toEqual([
      { name: 'tree', in: 'path', required: true, schema: { type: 'string' } },
      { name: 'leaf', in: 'path', required: true, schema: { type: 'string' } },
    ]);
  });

  it('tells a schema with an id once, as a component', () => {
    expect(operation('/v1/things/{id}', 'get')?.responses['200']?.content).toMatchObject({
      'application/json': { schema: { properties: { image: { $ref: '#/components/schemas/Image' } } } },
    });
    expect(document.components.schemas).toMatchObject({ Image: { type: 'object', description: 'A picture.' } });
  });

  it('has every component that is referred to, recursive ones included', () => {
    const known = Object.keys(document.components.schemas ?? {}).map((name) => `#/components/schemas/${name}`);

    expect(references(document).filter((reference) => !known.includes(reference))).toEqual([]);
    expect(operation('/v1/trees', 'post')?.requestBody?.content).toMatchObject({
      'application/json': { schema: { $ref: expect.stringMatching(/Schema\d$/) as unknown } },
    });
  });

  it('tells bodies and answers by their media types', () => {
    expect(Object.keys(operation('/v1/trees/{tree}/leaves/{leaf}', 'put')?.requestBody?.content ?? {})).toEqual([
      'application/x-www-form-urlencoded',
    ]);
    const responses = operation('/v1/trees', 'post')?.responses ?? {};

    expect(responses['201']?.content).toEqual({ 'application/x-ndjson': { schema: { type: 'string' } } });
    expect(responses['202']?.content).toEqual({ 'image/png': {} });
    expect(operation('/v1/things/{id}', 'get')?.responses['204']).toBeUndefined();
  });

  it('tells the problems of each route by status: its own and those of the chassis', () => {
    const responses = operation('/v1/things/{id}', 'get')?.responses ?? {};

    expect(Object.keys(responses)).toEqual(['200', '400', '401', '404', '429', '500', '502', '503']);
    expect(responses['502']).toEqual({
      description: `\`upstream-status\`: ${PROBLEMS['upstream-status'].title}. \`upstream-unreachable\`: ${PROBLEMS['upstream-unreachable'].title}.`,
      content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
    });
    expect(Object.keys(operation('/v1/trees', 'post')?.responses ?? {})).toEqual(
      expect.arrayContaining(['413', '415']),
    );
  });

  it('asks for a key where one is needed', () => {
    expect(operation('/v1/trees', 'post')?.security).toEqual([{ apiKey: [] }, { bearer: [] }]);
    expect(operation('/v1/trees/{tree}/leaves/{leaf}', 'put')).not.toHaveProperty('security');
    expect(document.components.securitySchemes).toBeDefined();
  });

  it('asks for none, and tells of no limit, where there is none', () => {
    const open = openApiDocument(routes, { title: 'things', version: '1', needsKey: false, limitsRate: false });

    expect(open.components).not.toHaveProperty('securitySchemes');
    expect(open.info).not.toHaveProperty('description');
    expect(Object.keys(open.paths['/v1/things/{id}']?.get?.responses ?? {})).not.toEqual(
      expect.arrayContaining(['401', '429']),
    );
  });
});
