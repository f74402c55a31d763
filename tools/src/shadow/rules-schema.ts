import { z } from 'zod';

const WHAT = {
  request:
    'how a line of the file becomes a request: a path in which {line} stands for the line, escaped for a query; by default the line is the path',
  rules: 'what may differ, and how far',
  at: 'the field: its keys with dots between them, * for any key or place in a list: images.*.width; what is below it is meant as well',
  differs:
    'how it may differ: freely, in-order (of a list), in-spacing-and-case, by so many percent, or by so many seconds',
  percent: 'by how many percent a number may differ',
  seconds: 'by how many seconds a time may differ',
} as const;

/** What `shadow.yaml` of a service says of two answers to the same request. */
export const shadowRulesSchema = z.strictObject({
  request: z.string().startsWith('/').includes('{line}').describe(WHAT.request).optional(),
  rules: z
    .array(
      z.strictObject({
        at: z
          .string()
          .regex(/^[^.]+(?:\.[^.]+)*$/)
          .describe(WHAT.at),
        differs: z
          .union([
            z.enum(['freely', 'in-order', 'in-spacing-and-case']),
            z.strictObject({ percent: z.number().positive().describe(WHAT.percent) }),
            z.strictObject({ seconds: z.number().positive().describe(WHAT.seconds) }),
          ])
          .describe(WHAT.differs),
      }),
    )
    .describe(WHAT.rules)
    .default([]),
});

export type ShadowRules = z.output<typeof shadowRulesSchema>;
export type Tolerance = ShadowRules['rules'][number]['differs'];
