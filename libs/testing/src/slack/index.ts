export type { Block, Content } from './check-message.ts';
export type { SlackMessage } from './message-board.ts';
export type { SlackCall } from './serve-slack.ts';
export { signed, type SignedRequest, type Signing } from './signed.ts';
export { type Slack, type SlackOptions, startSlack, type Where } from './start-slack.ts';
export type { SlackChannel, SlackGroup, SlackUser, Workspace } from './workspace.ts';
