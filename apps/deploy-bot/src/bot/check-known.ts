import { type Actor, type DeployRules, whoIs } from '@exemplar/deploy-engine';

import { code, escape } from '../slack/mrkdwn.ts';
import { StrangerError } from './stranger-error.ts';

/**
 * Lets pass whom the rules know.
 *
 * @throws StrangerError
 */
export function checkKnown(rules: DeployRules, actor: Actor): void {
  if (whoIs(rules, actor) !== null) return;
  const maintainers = maintainersOf(rules).map((name) => mentionOf(rules, name));
  const ask = maintainers.length === 0 ? 'whoever looks after the deploy rules' : maintainers.join(', ');
  throw new StrangerError(
    `The deploy rules do not know you (${code(actor.id)}), so you may do nothing here. Ask ${ask}.`,
  );
}

/** The people who may do anything somewhere, each once; of a group those that the rules name. */
function maintainersOf({ environments, groups }: DeployRules): readonly string[] {
  const named = Object.values(environments).flatMap(({ roles }) => roles.maintainer);
  return [...new Set(named.flatMap((name) => groups[name]?.people ?? [name]))];
}

function mentionOf({ people }: DeployRules, name: string): string {
  const slack = people[name]?.slack;
  return slack === undefined ? escape(name) : `<@${escape(slack)}>`;
}
