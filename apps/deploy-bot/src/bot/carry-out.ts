import type { Actor, DeployEngine, DeployResult, OnProgress } from '@exemplar/deploy-engine';

import type { Order } from '../messages/order.ts';

export interface OrderBy {
  readonly order: Order;
  readonly actor: Actor;
  readonly confirmedBy?: Actor;
  /** Where its message is, if it is somewhere yet. */
  readonly message?: string;
}

/** Has the engine do what an order says, and nothing else: the release that was looked at, over the one that ran then. */
export function carryOut(engine: DeployEngine, by: OrderBy, onProgress: OnProgress): Promise<DeployResult> {
  const { kind, id, service, environment, to, from, percent = 0, force, reason } = by.order;
  const request = {
    id,
    target: { service, environment },
    actor: by.actor,
    plannedFrom: from,
    ...(by.confirmedBy && { confirmedBy: by.confirmedBy }),
    ...(by.message !== undefined && { message: by.message }),
    ...(reason !== undefined && { reason }),
  };
  const release = { ...request, version: to, ...(force !== undefined && { force }) };
  const ways = {
    deploy: () => engine.deploy(release, onProgress),
    rollback: () => engine.rollback(release, onProgress),
    canary: () => engine.canary({ ...release, percent }, onProgress),
    promote: () => engine.promote(request, onProgress),
    withdraw: () => engine.withdraw(request, onProgress),
  };
  return ways[kind]();
}
