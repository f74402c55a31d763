import { DeployError } from '../deploy-error.ts';
import type { Confirmation } from '../engine/plan.ts';
import type { Actor } from '../engine/target.ts';
import { rulesOf } from './allow.ts';
import type { DeployRules } from './deploy-rules.ts';
import { isOneOf, whoIs } from './who-is.ts';

/** Who has to confirm what is done in an environment, and within what time; null where nobody has to. */
export function confirmationOf(rules: DeployRules, environment: string, asker: Actor): Confirmation | null {
  const { by, withinSeconds } = rulesOf(rules, environment).confirm;
  if (by === 'nobody') return null;
  return { by: by === 'asker' ? asker.name : by.join(', '), withinMs: withinSeconds * 1000 };
}

/**
 * Lets somebody confirm what somebody asked for.
 *
 * @throws DeployError `not-allowed`, which says who may
 */
export function allowConfirmation(rules: DeployRules, environment: string, asker: Actor, confirmer: Actor): void {
  const { by } = rulesOf(rules, environment).confirm;
  if (by === 'nobody') return;
  const known = whoIs(rules, confirmer);
  const counts = by === 'asker' ? confirmer.id === asker.id : known !== null && isOneOf(known, by);
  if (counts) return;
  const who = by === 'asker' ? asker.name : by.join(', ');
  throw new DeployError('not-allowed', `${confirmer.name} may not confirm this. May: ${who}.`);
}
