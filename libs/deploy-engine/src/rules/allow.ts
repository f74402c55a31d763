import { DeployError } from '../deploy-error.ts';
import type { Actor } from '../engine/target.ts';
import { type DeployRules, type EnvironmentRules, type Role, ROLES } from './deploy-rules.ts';
import { isOneOf, whoIs } from './who-is.ts';

/** What can be asked for, and the role it takes. */
export const ACTIONS = {
  look: 'viewer',
  deploy: 'deployer',
  rollback: 'deployer',
  canary: 'deployer',
  promote: 'deployer',
  withdraw: 'deployer',
  lock: 'deployer',
  unlock: 'deployer',
  force: 'maintainer',
} as const satisfies Record<string, Role>;

export type Action = keyof typeof ACTIONS;

const WHAT: Readonly<Record<Action, string>> = {
  look: 'look at',
  deploy: 'deploy to',
  rollback: 'roll back in',
  canary: 'start a canary in',
  promote: 'promote a canary in',
  withdraw: 'withdraw a canary in',
  lock: 'lock',
  unlock: 'unlock',
  force: 'force anything in',
};

/**
 * Lets somebody do something in an environment.
 *
 * @throws DeployError `not-allowed`, which says who may
 */
export function allow(rules: DeployRules, actor: Actor, environment: string, action: Action): void {
  const wanted = ACTIONS[action];
  const names = namesWith(rulesOf(rules, environment), wanted);
  const known = whoIs(rules, actor);
  if (known !== null && isOneOf(known, names)) return;
  const who = known === null ? `${actor.name} (${actor.id}) is not in the rules, and` : actor.name;
  const others = names.length === 0 ? 'nobody' : names.join(', ');
  throw new DeployError('not-allowed', `${who} may not ${WHAT[action]} ${environment}. May: ${others}.`);
}

/** Those who have a role, or one that has what it has. */
const namesWith = ({ roles }: EnvironmentRules, role: Role): readonly string[] => [
  ...new Set(ROLES.slice(ROLES.indexOf(role)).flatMap((one) => roles[one])),
];

/** An environment of which the rules say nothing lets nobody do anything. */
const CLOSED: EnvironmentRules = {
  roles: { viewer: [], deployer: [], maintainer: [] },
  confirm: { by: 'nobody', withinSeconds: 60 },
  freezes: [],
};

export const rulesOf = ({ environments }: DeployRules, environment: string): EnvironmentRules =>
  environments[environment] ?? CLOSED;
