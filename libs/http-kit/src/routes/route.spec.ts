import { z } from 'zod';

import { json, stored } from './reply.ts';
import { defineRoute } from './route.ts';

const declaration = {
  method: 'GET',
  path: '/v1/things/:id',
  summary: 'A thing',
  params: z.object({ id: z.coerce.number() }),
  query: z.object({ full: z.stringbool().default(false) }),
  answers: {
    200: { description: 'The thing.', schema: z.object({ id: z.number() }) },
    202: { description: 'Not yet.', schema: z.object({ retry: z.boolean() }) },
  },
} as const;

const reply = stored({ body: Buffer.from(''), contentType: 'text/plain' });

describe('defineRoute', () => {
  it('types what the handler is given by the schemas', () => {
    const route = defineRoute({
      ...declaration,
      handler: ({ params, query }) => ({ id: query.full ? params.id.valueOf() : 0 }),
    });

    expect(route).toMatchObject({ method: 'GET', path: '/v1/things/:id' });
  });

  it('takes values and replies of any of its answers', () => {
    const routes = [
      defineRoute({ ...declaration, handler: () => json({ retry: true }, { status: 202 }) }),
      defineRoute({ ...declaration, handler: () => Promise.resolve(reply) }),
    ];

    expect(routes).toHaveLength(2);
  });

  it('refuses, when it is compiled, what no answer describes', () => {
    const routes = [
      // @ts-expect-error a thing's id is a number
      defineRoute({ ...declaration, handler: () => ({ id: 'one' }) }),
      // @ts-expect-error no answer is of that shape
      defineRoute({ ...declaration, handler: () => json({ other: 1 }) }),
      // @ts-expect-error there is no such parameter
      defineRoute({ ...declaration, handler: ({ query }) => ({ id: Number(query.other) }) }),
    ];

    expect(routes).toHaveLength(3);
  });
});
