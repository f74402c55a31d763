import type { Block, Content } from './check-message.ts';
import type { MessageBoard, SlackMessage } from './message-board.ts';
import { SlackError } from './slack-error.ts';
import { BOT, type SlackUser, TEAM, type Workspace } from './workspace.ts';

/** Arguments of a method, of which those that are no text may be JSON in one. */
export type Arguments = Readonly<Record<string, unknown>>;

export interface Surroundings {
  readonly workspace: Workspace;
  readonly board: MessageBoard;
  readonly url: () => string;
}

type Method = (said: Arguments, surroundings: Surroundings) => object;

/** The methods that there are, by name: https://docs.slack.dev/reference/methods. */
export const METHODS: Readonly<Record<string, Method | undefined>> = {
  'api.test': () => ({}),
  'auth.test': (_, { url }) => ({
    url: url(),
    team: 'Exemplar',
    user: 'deploy-bot',
    team_id: TEAM.id,
    user_id: BOT.user,
    bot_id: BOT.id,
  }),
  'chat.postMessage': (said, surroundings) => {
    const channel = channelOf(said, surroundings);
    const { thread_ts: threadTs } = said;
    const thread = threadTs === undefined ? {} : { threadTs: textOf(threadTs) };
    const message = surroundings.board.post({ channel, by: 'api', ...thread, ...contentOf(said) });
    return { channel, ts: message.ts, message: asSlack(message) };
  },
  'chat.postEphemeral': (said, surroundings) => {
    const channel = channelOf(said, surroundings);
    const { id } = userOf(said, surroundings);
    const { ts } = surroundings.board.post({ channel, by: 'api', onlyFor: id, ...contentOf(said) });
    return { message_ts: ts };
  },
  'chat.update': (said, surroundings) => {
    const channel = channelOf(said, surroundings);
    const message = surroundings.board.update(channel, textOf(said.ts), contentOf(said));
    return { channel, ts: message.ts, text: message.text, message: asSlack(message) };
  },
  'chat.delete': (said, surroundings) => {
    const channel = channelOf(said, surroundings);
    surroundings.board.remove(channel, textOf(said.ts));
    return { channel, ts: textOf(said.ts) };
  },
  'chat.getPermalink': (said, surroundings) => {
    const channel = channelOf(said, surroundings);
    const ts = textOf(said.message_ts);
    const isThere = surroundings.board.messages.some((message) => message.channel === channel && message.ts === ts);
    if (!isThere) throw new SlackError('message_not_found');
    return { channel, permalink: `https://${TEAM.domain}.slack.com/archives/${channel}/p${ts.replace('.', '')}` };
  },
  'conversations.info': (said, surroundings) => {
    const id = channelOf(said, surroundings);
    const channel = surroundings.workspace.channels.find((candidate) => candidate.id === id);
    return { channel: { id, name: channel?.name, is_channel: true, is_member: true } };
  },
  'users.info': (said, surroundings) => ({ user: asMember(userOf(said, surroundings)) }),
  'users.list': (_, { workspace }) => ({
    members: workspace.users.map(asMember),
    response_metadata: { next_cursor: '' },
  }),
  'usergroups.list': (_, { workspace }) => ({
    usergroups: workspace.groups.map(({ id, handle, members }) => ({
      id,
      handle,
      name: handle,
      user_count: members.length,
    })),
  }),
  'usergroups.users.list': ({ usergroup }, { workspace }) => {
    const group = workspace.groups.find(({ id }) => id === usergroup);
    if (!group) throw new SlackError('no_such_subteam');
    return { users: group.members };
  },
};

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** By its id; a name will not do where messages are edited, so it does not here. */
function channelOf({ channel }: Arguments, { workspace }: Surroundings): string {
  const found = workspace.channels.find(({ id }) => id === channel);
  if (!found) throw new SlackError('channel_not_found');
  return found.id;
}

function userOf({ user }: Arguments, { workspace }: Surroundings): SlackUser {
  const found = workspace.users.find(({ id }) => id === user);
  if (!found) throw new SlackError('user_not_found');
  return found;
}

/** @throws SlackError invalid_blocks_format */
export function contentOf({ text, blocks = [] }: Arguments): Content {
  const parsed: unknown = typeof blocks === 'string' ? parsedOrNull(blocks) : blocks;
  if (!Array.isArray(parsed)) throw new SlackError('invalid_blocks_format');
  return { text: textOf(text), blocks: parsed as readonly Block[] };
}

function parsedOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** A message as Slack tells of it. */
export const asSlack = ({ ts, text, blocks, threadTs }: SlackMessage): object => ({
  type: 'message',
  user: BOT.user,
  bot_id: BOT.id,
  app_id: BOT.app,
  team: TEAM.id,
  ts,
  text,
  blocks,
  ...(threadTs !== undefined && { thread_ts: threadTs }),
});

const asMember = ({ id, name, realName }: SlackUser): object => ({
  id,
  team_id: TEAM.id,
  name,
  deleted: false,
  real_name: realName,
  profile: { real_name: realName, display_name: name },
});
