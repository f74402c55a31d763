import { z } from 'zod';

/** What Slack sends of a slash command; the rest is of no use here. */
export const commandForm = z.object({
  text: z.string().default(''),
  user_id: z.string().min(1),
  user_name: z.string().default(''),
  channel_id: z.string().default(''),
  response_url: z.url(),
  trigger_id: z.string().optional(),
});

const action = z.object({ action_id: z.string(), value: z.string().default('') });

/** A click, as the field `payload` of a form tells it. Other interactions are acknowledged and left. */
export const interaction = z.union([
  z.object({
    type: z.literal('block_actions'),
    user: z.object({ id: z.string().min(1), name: z.string().optional(), username: z.string().optional() }),
    container: z.object({ channel_id: z.string().default(''), message_ts: z.string().default('') }),
    response_url: z.url(),
    trigger_id: z.string().optional(),
    actions: z.tuple([action]).rest(action),
  }),
  z.object({ type: z.string().refine((type) => type !== 'block_actions') }).transform(() => null),
]);
