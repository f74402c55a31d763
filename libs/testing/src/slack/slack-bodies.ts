import { randomBytes } from 'node:crypto';

import type { SlackMessage } from './message-board.ts';
import { asSlack } from './slack-methods.ts';
import { BOT, type SlackChannel, type SlackUser, TEAM } from './workspace.ts';

/** Who did something where. */
export interface Scene {
  readonly user: SlackUser;
  readonly channel: SlackChannel;
  readonly responseUrl: string;
}

const triggerId = (): string => `${Date.now()}.1.${randomBytes(16).toString('hex')}`;

/**
 * The body of a slash command: https://docs.slack.dev/interactivity/implementing-slash-commands#app_command_handling.
 *
 * @param typed all of it: `/deploy shop`
 */
export function commandBody(typed: string, { user, channel, responseUrl }: Scene): string {
  const words = typed.split(' ');
  return new URLSearchParams({
    token: 'deprecated',
    team_id: TEAM.id,
    team_domain: TEAM.domain,
    channel_id: channel.id,
    channel_name: channel.name,
    user_id: user.id,
    user_name: user.name,
    command: words.slice(0, 1).join(),
    text: words.slice(1).join(' '),
    api_app_id: BOT.app,
    is_enterprise_install: 'false',
    response_url: responseUrl,
    trigger_id: triggerId(),
  }).toString();
}

interface Button {
  readonly type: string;
  readonly action_id: string;
}

/**
 * The body of a click on a button: https://docs.slack.dev/reference/interaction-payloads/block_actions-payload.
 *
 * @throws an Error where the message has no such button, with those that it has
 */
export function clickBody(message: SlackMessage, actionId: string, { user, channel, responseUrl }: Scene): string {
  const buttons = message.blocks.flatMap(
    (block) => (block.elements ?? [block.accessory]) as readonly (Button | undefined)[],
  );
  const button = buttons.find((candidate) => candidate?.action_id === actionId);
  if (!button) {
    const ids = buttons.flatMap((candidate) => candidate?.action_id ?? []);
    throw new Error(`The message has no button "${actionId}": it has ${JSON.stringify(ids)}.`);
  }
  const payload = {
    type: 'block_actions',
    user: { id: user.id, username: user.name, name: user.name, team_id: TEAM.id },
    api_app_id: BOT.app,
    token: 'deprecated',
    container: {
      type: 'message',
      message_ts: message.ts,
      channel_id: channel.id,
      is_ephemeral: message.onlyFor !== undefined,
    },
    trigger_id: triggerId(),
    team: TEAM,
    enterprise: null,
    is_enterprise_install: false,
    channel,
    ...(message.onlyFor === undefined && { message: asSlack(message) }),
    response_url: responseUrl,
    actions: [{ ...button, block_id: 'b', action_ts: `${Math.floor(Date.now() / 1000)}.000000` }],
  };
  return new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
}
