import { z } from 'zod';

import { type Config, defineRoute, type Route } from '@exemplar/http-kit';

import type { settings } from '../settings.ts';

interface Context {
  readonly config: Config<typeof settings>;
}

/** A first route, to be replaced by a real one: it shows where input, settings and answers have their places. */
export function greetingRoutes({ config }: Context): readonly Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/v1/greeting',
      summary: 'A greeting',
      query: z.object({ name: z.string().min(1).max(50).describe('Whom to greet.') }),
      answers: { 200: { description: 'The greeting.', schema: z.object({ text: z.string() }) } },
      handler: ({ query: { name } }) => ({ text: `${config.GREETING} ${name}` }),
    }),
  ];
}
