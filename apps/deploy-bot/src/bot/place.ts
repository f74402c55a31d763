import { z } from 'zod';

/** Where the message about a deploy is: in a channel, or behind a `response_url`. */
const placeSchema = z.union([z.object({ channel: z.string(), ts: z.string() }), z.object({ url: z.url() })]);

export type MessagePlace = Readonly<z.infer<typeof placeSchema>>;

/** What the engine keeps of it, for whoever goes on with the deploy. */
export const formatPlace = (place: MessagePlace): string => JSON.stringify(place);

/** Undefined where nothing was kept, or not by this bot. */
export function readPlace(text: string | undefined): MessagePlace | undefined {
  try {
    return placeSchema.parse(JSON.parse(String(text)));
  } catch {
    return undefined;
  }
}
