import type { Actor, DeployEngine } from '@exemplar/deploy-engine';

import type { Order } from '../messages/order.ts';

/** Whether an order is under way, or is what was done last: whichever process has taken it. */
export async function wasDone(
  engine: DeployEngine,
  actor: Actor,
  { id, service, environment }: Order,
): Promise<boolean> {
  const all = await engine.status(actor, service);
  return all
    .filter(({ target }) => target.environment === environment)
    .some(({ underWay, last }) => underWay?.id === id || last?.id === id);
}
