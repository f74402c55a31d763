import type { Actor } from '@exemplar/deploy-engine';
import type { Logger } from '@exemplar/logging';

import type { Slack } from './open-slack.ts';

const PREFIX = 'slack:';

/** Slack's own id of an actor that was made of somebody in Slack. */
export const slackIdOf = ({ id }: Pick<Actor, 'id'>): string => id.slice(PREFIX.length);

/** Makes an actor of somebody in Slack. */
export type ActorOf = (userId: string, userName: string) => Promise<Actor>;

export interface PeopleOptions {
  /** Slack's ids of the user groups that the rules name. */
  readonly groups: readonly string[];
  /** Undefined without a token: then nobody is known to be in a group. */
  readonly slack: Pick<Slack, 'members'> | undefined;
  readonly logger: Logger;
  /** How long what Slack says of a group is believed, and still is while Slack does not answer. Milliseconds. */
  readonly freshMs?: number;
  readonly staleMs?: number;
  readonly now?: () => number;
}

interface Known {
  readonly members: ReadonlySet<string>;
  readonly at: number;
}

/**
 * Makes what knows people's groups: the rules' user groups, as Slack says who is in them. Who is in a group that Slack cannot be asked of
 * is in none: they may do less then, never more.
 */
export function createPeople(options: PeopleOptions): ActorOf {
  const { groups, slack, logger, freshMs = 300_000, staleMs = 3_600_000, now = Date.now } = options;
  const known = new Map<string, Known>();
  const asked = new Map<string, Promise<Known | undefined>>();

  const ask = async (group: string): Promise<Known | undefined> => {
    try {
      const members = await slack?.members(group);
      if (members === undefined) return undefined;
      const found = { members: new Set(members), at: now() };
      known.set(group, found);
      return found;
    } catch (error) {
      logger.warn('Slack does not tell who is in a user group', { group, error });
      const before = known.get(group);
      return before !== undefined && now() - before.at < staleMs ? before : undefined;
    } finally {
      asked.delete(group);
    }
  };
  const membersOf = (group: string): Known | undefined | Promise<Known | undefined> => {
    const before = known.get(group);
    if (before !== undefined && now() - before.at < freshMs) return before;
    const running = asked.get(group) ?? ask(group);
    asked.set(group, running);
    return running;
  };
  return async (userId, userName) => {
    const all = await Promise.all(
      groups.map(async (group) =>
        (await membersOf(group))?.members.has(userId) === true ? [`${PREFIX}${group}`] : [],
      ),
    );
    return { id: `${PREFIX}${userId}`, name: userName, groups: all.flat() };
  };
}
