import type { Actor, DeployKind, Plan, PlanRequest, Target } from '@exemplar/deploy-engine';

import type { Command } from '../commands/parse-command.ts';
import type { Order } from '../messages/order.ts';
import { cut } from '../slack/mrkdwn.ts';
import type { Asked } from './asked.ts';
import type { BotParts } from './bot-parts.ts';

/** A button's value takes 2000 characters, and the rest of an order some 600. */
const MAX_REASON = 500;

/**
 * Looks at what a command would do, and makes an order of it.
 *
 * @throws DeployError where it is refused
 */
export async function planOrder(
  { engine, now }: Pick<BotParts, 'engine' | 'now'>,
  kind: DeployKind,
  { asked, command, actor, target }: { asked: Asked; command: Command; actor: Actor; target: Target },
): Promise<{ readonly plan: Plan; readonly order: Order }> {
  const reason = command.reason === undefined ? {} : { reason: cut(command.reason, MAX_REASON) };
  const version = command.version === undefined ? {} : { version: command.version };
  const force = command.force ? { force: true } : {};
  const percent = command.percent === undefined ? {} : { percent: command.percent };
  // what a kind has no use for the parser has not found
  const request = { kind, target, actor, ...version, ...force, ...percent, ...reason } as PlanRequest;
  const plan = await engine.plan(request);
  const { id, name } = actor;
  const order: Order = {
    id: asked.id,
    kind,
    ...target,
    to: plan.to.digest,
    from: plan.from?.digest ?? null,
    asker: { id, name },
    ...percent,
    ...force,
    ...reason,
    until: now() + (plan.confirmation?.withinMs ?? 0),
  };
  return { plan, order };
}
