import type { Actor } from '../engine/target.ts';
import { type DeployRules, EVERYONE } from './deploy-rules.ts';

/** Who somebody is by the rules: a person of theirs, and the groups of it. */
export interface Known {
  /** null for somebody who is only known as one of a group. */
  readonly person: string | null;
  readonly groups: readonly string[];
}

/** @returns null for whom the rules do not know */
export function whoIs({ people, groups }: DeployRules, actor: Actor): Known | null {
  const [person = null] = Object.entries(people).flatMap(([name, places]) => (isAt(places, actor.id) ? [name] : []));
  const member = Object.entries(groups).flatMap(([name, { people: members, ...places }]) => {
    const isNamed = person !== null && members.includes(person);
    return isNamed || actor.groups?.some((id) => isAt(places, id)) === true ? [name] : [];
  });
  return person === null && member.length === 0 ? null : { person, groups: member };
}

/** Whether an id such as `slack:U0123ADA` is the one that is given for its place. */
const isAt = (places: Readonly<Record<string, string | undefined>>, id: string): boolean =>
  Object.entries(places).some(([place, name]) => id === `${place}:${String(name)}`);

/** Whether somebody is one of those named: people, groups, or everyone. */
export const isOneOf = ({ person, groups }: Known, names: readonly string[]): boolean =>
  names.some((name) => name === EVERYONE || name === person || groups.includes(name));
