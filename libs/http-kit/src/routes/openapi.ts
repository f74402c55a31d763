import { type ProblemCode, PROBLEMS } from '../problems/problem-codes.ts';
import { PROBLEM_TYPE } from '../problems/problem-document.ts';
import { mediaTypeOf } from './body-type.ts';
import { createSchemaStore, type JsonSchema, type SchemaStore } from './openapi-schemas.ts';
import type { Answer, Route } from './route.ts';

export interface ApiInfo {
  readonly title: string;
  readonly version: string;
  readonly description?: string | undefined;
  /** Routes that are not open need an API key. */
  readonly needsKey: boolean;
  readonly limitsRate: boolean;
}

export interface Parameter {
  readonly name: string;
  readonly in: 'query' | 'path' | 'header';
  readonly required: boolean;
  readonly description?: string;
  readonly schema: JsonSchema;
  readonly example?: unknown;
}

/** By media types. */
export type Content = Readonly<Record<string, { readonly schema?: JsonSchema }>>;

export interface RequestBody {
  readonly required: true;
  readonly content: Readonly<Record<string, { readonly schema: JsonSchema }>>;
}

export interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly description?: string;
  readonly parameters: readonly Parameter[];
  readonly requestBody?: RequestBody;
  readonly responses: Readonly<Record<string, { readonly description: string; readonly content?: Content }>>;
  readonly security?: readonly Readonly<Record<string, readonly string[]>>[];
}

export interface OpenApiDocument {
  readonly openapi: '3.1.0';
  readonly info: { readonly title: string; readonly version: string; readonly description?: string };
  readonly servers: readonly { readonly url: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

const KEY_SCHEMES = {
  apiKey: { type: 'apiKey', in: 'header', name: 'X-Api-Key' },
  bearer: { type: 'http', scheme: 'bearer' },
} as const;

const PROBLEM_SCHEMA: JsonSchema = {
  type: 'object',
  description: 'An error, as RFC 9457 has it.',
  required: ['type', 'title', 'status', 'detail', 'instance', 'code', 'requestId'],
  properties: {
    type: { type: 'string', description: 'A URI of the kind of problem.' },
    title: { type: 'string', description: 'The kind of problem in words.' },
    status: { type: 'integer', description: 'The HTTP status.' },
    detail: { type: 'string', description: 'What went wrong this time.' },
    instance: { type: 'string', description: 'The path that was asked for.' },
    code: { type: 'string', enum: Object.keys(PROBLEMS), description: 'The stable code to act on.' },
    requestId: { type: 'string', description: 'What the request goes by in the logs.' },
    errors: {
      type: 'array',
      description: 'Each thing wrong with the request.',
      items: {
        type: 'object',
        required: ['in', 'message'],
        properties: {
          in: { type: 'string', enum: ['query', 'path', 'header', 'body'] },
          parameter: { type: 'string' },
          pointer: { type: 'string', description: 'A JSON pointer into the body.' },
          message: { type: 'string' },
        },
      },
    },
  },
};

/**
 * Describes routes as OpenAPI 3.1.
 *
 * @param routes hidden ones are left out
 * @throws Error where a schema has no JSON form
 */
export function openApiDocument(routes: readonly Route[], info: ApiInfo): OpenApiDocument {
  const store = createSchemaStore();
  const paths: Record<string, Record<string, Operation>> = {};
  for (const route of routes.filter(({ hidden }) => hidden !== true)) {
    const path = route.path.replace(/:(\w+)/g, '{$1}');
    (paths[path] ??= {})[route.method.toLowerCase()] = operationOf(route, info, store);
  }
  const { title, version, description } = info;
  return {
    openapi: '3.1.0',
    info: { title, version, ...(description === undefined ? {} : { description }) },
    servers: [{ url: '/' }],
    paths,
    components: {
      schemas: { ...store.schemas(), Problem: PROBLEM_SCHEMA },
      ...(info.needsKey ? { securitySchemes: KEY_SCHEMES } : {}),
    },
  };
}

function operationOf(route: Route, info: ApiInfo, store: SchemaStore): Operation {
  const { description, body } = route;
  return {
    operationId: operationId(route),
    summary: route.summary,
    ...(description === undefined ? {} : { description }),
    parameters: [
      ...parametersOf('path', store.parameters(route.params ?? pathSchema(route.path))),
      ...parametersOf('query', store.parameters(route.query)),
      ...parametersOf('header', store.parameters(route.headers)),
    ],
    ...(body === undefined ? {} : { requestBody: requestBody(route, store.input(body)) }),
    responses: { ...answersOf(route, store), ...problemsOf(route, info) },
    ...(info.needsKey && route.open !== true ? { security: [{ apiKey: [] }, { bearer: [] }] } : {}),
  };
}

const operationId = ({ method, path }: Route): string =>
  `${method.toLowerCase()}${path.replace(/[^a-zA-Z0-9]+(\w?)/g, (_, letter: string) => letter.toUpperCase())}`;

/** The parameters of a path without a schema: any text. */
function pathSchema(path: string): JsonSchema {
  const names = [...path.matchAll(/:(\w+)/g)].map((match) => String(match[1]));
  return { required: names, properties: Object.fromEntries(names.map((name) => [name, { type: 'string' }])) };
}

function parametersOf(place: Parameter['in'], { properties = {}, required = [] }: JsonSchema): readonly Parameter[] {
  return Object.entries(properties).map(([name, { description, example, ...schema }]) => ({
    name,
    in: place,
    required: required.includes(name),
    ...(description === undefined ? {} : { description }),
    schema,
    ...(example === undefined ? {} : { example }),
  }));
}

const requestBody = ({ bodyType = 'json' }: Route, schema: JsonSchema): RequestBody => ({
  required: true,
  content: { [mediaTypeOf(bodyType)]: { schema } },
});

function answersOf({ answers }: Route, store: SchemaStore): Operation['responses'] {
  return Object.fromEntries(
    Object.entries(answers).map(([status, answer]) => [
      status,
      { description: answer.description, ...contentOf(answer, store) },
    ]),
  );
}

function contentOf({ schema, contentType }: Answer, store: SchemaStore): { content?: Content } {
  if (schema === undefined && contentType === undefined) return {};
  const described = schema === undefined ? {} : { schema: store.output(schema) };
  return { content: { [contentType ?? 'application/json']: described } };
}

/** What the chassis itself may answer a route's requests with, and what the route says it throws. */
function problemCodes(route: Route, info: ApiInfo): readonly ProblemCode[] {
  const hasBody = route.body !== undefined;
  const codes: readonly (readonly [ProblemCode, boolean])[] = [
    ['invalid-request', true],
    ['unauthorized', info.needsKey && route.open !== true],
    ['payload-too-large', hasBody],
    ['unsupported-media-type', hasBody],
    ['rate-limited', info.limitsRate],
    ['internal', true],
    ['overloaded', true],
  ];
  const own = codes.filter(([, applies]) => applies).map(([code]) => code);
  return [...new Set([...own, ...(route.problems ?? [])])];
}

function problemsOf(route: Route, info: ApiInfo): Operation['responses'] {
  const byStatus = Map.groupBy(problemCodes(route, info), (code) => PROBLEMS[code].status);
  return Object.fromEntries(
    [...byStatus].map(([status, codes]) => [
      status,
      {
        description: codes.map((code) => `\`${code}\`: ${PROBLEMS[code].title}.`).join(' '),
        content: { [PROBLEM_TYPE]: { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    ]),
  );
}
