import { z } from 'zod';

import { serve, type Served } from '../../fixtures/serve.ts';
import { defineRoute } from '../routes/route.ts';

let reads = 0;

const answers = { 200: { description: 'What was understood.' } };

const routes = [
  defineRoute({
    method: 'GET',
    path: '/search/:page',
    summary: 'Search',
    params: z.object({ page: z.coerce.number().int() }),
    headers: z.object({ 'x-size': z.enum(['s', 'l']).optional() }),
    query: z.object({
      text: z.string().min(2),
      fresh: z.stringbool().default(false),
      tag: z.array(z.string()).optional(),
      fields: z
        .string()
        .transform((names) => names.split(','))
        .optional(),
    }),
    answers,
    handler: ({ query, params, headers }) => ({ query, params, headers }),
  }),
  defineRoute({
    method: 'GET',
    path: '/range',
    summary: 'Range',
    query: z
      .object({ from: z.coerce.number(), to: z.coerce.number() })
      .refine(({ from, to }) => from <= to, 'From must not be after to.'),
    answers,
    handler: ({ query }) => query,
  }),
  defineRoute({
    method: 'GET',
    path: '/kept',
    summary: 'Kept',
    query: z.object({ text: z.string().transform((text) => `${text.length}: ${(reads += 1)}`) }),
    answers,
    handler: ({ query }) => ({ ...query, frozen: Object.isFrozen(query) }),
  }),
  defineRoute({ method: 'GET', path: '/bare', summary: 'Bare', answers, handler: ({ query }) => query }),
];

interface Invalid {
  readonly code: string;
  readonly detail: string;
  readonly errors: readonly Readonly<Record<string, string>>[];
}

describe('the input of a route', () => {
  let served: Served;

  beforeAll(async () => {
    served = await serve(routes);
  });

  afterAll(() => served.close());

  const ask = async (target: string, headers: Record<string, string> = {}): Promise<[number, unknown]> => {
    const answer = await fetch(`${served.url}${target}`, { headers });
    return [answer.status, await answer.json()];
  };

  const refusal = async (target: string, headers: Record<string, string> = {}): Promise<Invalid> => {
    const [status, body] = await ask(target, headers);
    expect(status).toBe(400);
    return body as Invalid;
  };

  it('is read once where the same query comes again, unless it is long', async () => {
    const texts = ['a', 'b', 'a', 'x'.repeat(300), 'x'.repeat(300)];
    const answered = [];
    for (const text of texts) answered.push((await ask(`/kept?text=${text}`))[1]);
    expect(answered).toEqual(['1: 1', '1: 2', '1: 1', '300: 3', '300: 4'].map((text) => ({ text, frozen: true })));
  });

  it('comes to the handler as its schemas make it', async () => {
    const [status, body] = await ask('/search/2?text=a+b%21&fresh=true&tag=x&tag=y&fields=a,b&', { 'x-size': 'l' });

    expect([status, body]).toEqual([
      200,
      {
        query: { text: 'a b!', fresh: true, tag: ['x', 'y'], fields: ['a', 'b'] },
        params: { page: 2 },
        headers: { 'x-size': 'l' },
      },
    ]);
  });

  it('takes one value for a list as well', async () => {
    expect(await ask('/search/1?text=ab&tag=x')).toMatchObject([200, { query: { tag: ['x'], fresh: false } }]);
  });

  it('is refused where a parameter is missing', async () => {
    expect(await refusal('/search/1')).toMatchObject({
      code: 'invalid-request',
      detail: 'Query parameter "text" is missing.',
      errors: [{ in: 'query', parameter: 'text', message: 'Query parameter "text" is missing.' }],
    });
  });

  it('is refused with the value and what is allowed', async () => {
    expect((await refusal(`/search/1?text=ab&fresh=${'m'.repeat(300)}`)).detail).toMatch(
      /^Query parameter "fresh" is "m{79}…: .*expected one of.*\.$/,
    );
    expect((await refusal('/search/one?text=ab')).detail).toMatch(/^Path parameter "page" is "one": /);
    expect((await refusal('/search/1?text=ab', { 'x-size': 'xl' })).detail).toMatch(/^Header "x-size" is "xl": /);
  });

  it('is refused with all that is wrong', async () => {
    const { detail, errors } = await refusal('/search/1?txt=a&text=a&fresh=maybe');

    expect(detail).toBe('Query parameter "txt" is unknown; known are text, fresh, tag, fields. (and 2 more)');
    expect(errors.map(({ parameter }) => parameter)).toEqual(['txt', 'text', 'fresh']);
  });

  it('is refused where a parameter comes twice', async () => {
    expect((await refusal('/search/1?text=ab&text=cd')).detail).toBe(
      'Query parameter "text" is given more than once; it takes one value.',
    );
  });

  it('is refused where an escape is malformed, in value or name', async () => {
    expect((await refusal('/search/1?text=%zz')).detail).toBe(
      'Query parameter "text" has a malformed percent-escape: "text=%zz".',
    );
    expect((await refusal('/search/1?text=ab&%ff')).detail).toBe(
      'Query parameter "%ff" has a malformed percent-escape: "%ff".',
    );
  });

  it('is refused where its parameters do not go together', async () => {
    expect(await refusal('/range?from=2&to=1')).toMatchObject({
      detail: 'From must not be after to.',
      errors: [{ in: 'query', message: 'From must not be after to.' }],
    });
  });

  it('may be a parameter without a value', async () => {
    expect((await refusal('/search/1?text')).detail).toMatch(/^Query parameter "text" is "": /);
  });

  it('of a route without parameters may be empty, nothing else', async () => {
    expect(await ask('/bare?')).toEqual([200, {}]);
    expect((await refusal('/bare?debug=1')).detail).toBe('Query parameter "debug" is unknown; there are none.');
  });
});
