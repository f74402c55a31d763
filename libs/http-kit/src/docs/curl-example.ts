import type { Operation, Parameter } from '../routes/openapi.ts';
import type { JsonSchema } from '../routes/openapi-schemas.ts';

/** What a client would type to try an operation, with the values its schemas give as examples. */
export function curlExample(origin: string, path: string, method: string, operation: Operation): string {
  const { parameters, requestBody, security } = operation;
  const [media] = Object.entries(requestBody?.content ?? {});
  const verb = method === 'get' ? [] : ['-X', method.toUpperCase()];
  const key = security === undefined ? [] : ['-H', '"X-Api-Key: $API_KEY"'];
  const body = media === undefined ? [] : ['-H', quote(`content-type: ${media[0]}`), '-d', quote(bodyOf(media))];
  return ['curl', ...verb, ...key, ...body, quote(origin + urlOf(path, parameters))].join(' ');
}

const quote = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

function urlOf(path: string, parameters: readonly Parameter[]): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) =>
    parameters
      .filter((parameter) => parameter.name === name)
      .map((parameter) => encodeURIComponent(valueOf(parameter)))
      .join(''),
  );
  const query = parameters.filter((parameter) => parameter.in === 'query' && parameter.required);
  const pairs = query.map((parameter) => `${parameter.name}=${encodeURIComponent(valueOf(parameter))}`);
  return pairs.length === 0 ? filled : `${filled}?${pairs.join('&')}`;
}

/** Parameters are text or numbers. */
const valueOf = ({ name, example, schema }: Parameter): string =>
  `${(example ?? exampleOf(schema) ?? name) as string | number}`;

function bodyOf([mediaType, { schema }]: readonly [string, { readonly schema: JsonSchema }]): string {
  const example = exampleOf(schema) ?? {};
  if (mediaType === 'application/json') return JSON.stringify(example);
  return new URLSearchParams(example as Readonly<Record<string, string>>).toString();
}

/** The schema's own example, or one put together of its properties' examples. */
function exampleOf(schema: JsonSchema): unknown {
  const [first] = (schema.examples ?? []) as readonly unknown[];
  const own = schema.example ?? first ?? schema.default ?? (schema.enum as readonly unknown[] | undefined)?.[0];
  if (own !== undefined || schema.properties === undefined) return own;
  return Object.fromEntries(Object.entries(schema.properties).map(([name, inner]) => [name, exampleOf(inner) ?? name]));
}
