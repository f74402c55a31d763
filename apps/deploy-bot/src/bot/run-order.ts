import type { BotParts } from './bot-parts.ts';
import { carryOut, type OrderBy } from './carry-out.ts';
import type { Where } from './create-tellers.ts';
import { formatPlace } from './place.ts';

/**
 * Has an order carried out, and told of.
 *
 * @param where what was asked for where: without channels its message is behind the URL
 * @throws DeployError where it is refused
 */
export async function runOrder(
  { engine, newsroom, hasChannels }: Pick<BotParts, 'engine' | 'newsroom' | 'hasChannels'>,
  by: OrderBy,
  where: Where & { readonly responseUrl: string },
): Promise<void> {
  const forget = newsroom.expect(by.order.id, where);
  const place = where.place ?? (hasChannels ? undefined : { url: where.responseUrl });
  const message = place === undefined ? {} : { message: formatPlace(place) };
  try {
    await carryOut(engine, { ...by, ...message }, newsroom.onProgress);
  } finally {
    forget();
  }
}
