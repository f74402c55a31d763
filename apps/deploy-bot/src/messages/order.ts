import { z } from 'zod';

/** What a confirmation's button brings back: all of what was asked for, so that any process, at any time, knows what it was. */
export const orderSchema = z.object({
  id: z.string(),
  kind: z.enum(['deploy', 'rollback', 'canary', 'promote', 'withdraw']),
  service: z.string(),
  environment: z.string(),
  /** The digest of the release that was shown. */
  to: z.string(),
  /** The digest of what ran then; null for nothing. */
  from: z.string().nullable(),
  asker: z.object({ id: z.string(), name: z.string() }),
  percent: z.number().optional(),
  force: z.boolean().optional(),
  reason: z.string().optional(),
  /** When it lapses. Milliseconds since 1970. */
  until: z.number(),
});

export type Order = Readonly<z.infer<typeof orderSchema>>;

/** @throws an Error where a text is no order */
export const readOrder = (text: string): Order => orderSchema.parse(JSON.parse(text));
