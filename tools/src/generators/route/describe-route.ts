/** What a route of a method does at first. */
interface Beginning {
  readonly status: 200 | 201 | 204;
  readonly verb: string;
  readonly answer: string;
  readonly takes: 'query' | 'body' | 'nothing';
}

const METHODS = {
  GET: { status: 200, verb: 'Tells of', answer: 'What there is.', takes: 'query' },
  POST: { status: 201, verb: 'Adds to', answer: 'It is added.', takes: 'body' },
  PUT: { status: 200, verb: 'Replaces', answer: 'It is replaced.', takes: 'body' },
  PATCH: { status: 200, verb: 'Changes', answer: 'It is changed.', takes: 'body' },
  DELETE: { status: 204, verb: 'Removes', answer: 'It is gone.', takes: 'nothing' },
} satisfies Record<string, Beginning>;

export type Method = keyof typeof METHODS;

const FIELDS = {
  query: { name: 'limit', type: 'number', value: 20 },
  body: { name: 'name', type: 'string', value: 'a' },
} as const;

const camelCase = (name: string): string =>
  name.replaceAll(/-+([a-z\d])/g, (_, letter: string) => letter.toUpperCase());

/** What the templates say of a route. */
export function describeRoute(name: string, method: Method, path: string) {
  const { status, verb, answer, ...beginning }: Beginning = METHODS[method];
  const params = Array.from(path.matchAll(/:(\w+)/g), ([, param]) => String(param));
  // a path that names one thing has no list to be limited
  const takes = beginning.takes === 'query' && params.length > 0 ? 'nothing' : beginning.takes;
  const told = [
    ...params.map((param) => ({ name: param, type: 'string', value: '1', source: 'params' })),
    ...(takes === 'nothing' ? [] : [{ ...FIELDS[takes], source: takes }]),
  ];
  const sources = [...new Set(told.map(({ source }) => source))];
  return {
    name,
    method,
    path,
    status,
    params,
    sources,
    summary: `${verb} ${name.replaceAll('-', ' ')}`,
    answer,
    hasBody: takes === 'body',
    hasQuery: takes === 'query',
    functionName: `${camelCase(name)}Routes`,
    fields: told,
    told: `{ ${sources.map((source) => `...${source}`).join(', ')} }`,
    example: path.replaceAll(/:\w+/g, '1'),
    expected:
      status === 204 ? '{}' : JSON.stringify(Object.fromEntries(told.map(({ name: field, value }) => [field, value]))),
  };
}
