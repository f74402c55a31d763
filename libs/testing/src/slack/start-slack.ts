import { createFeed } from '../feed.ts';
import { type Door, openDoor } from '../open-door.ts';
import { createMessageBoard, type SlackMessage } from './message-board.ts';
import { createResponseUrls, type ResponsePlace } from './response-urls.ts';
import { sendToApp } from './send-to-app.ts';
import { serveSlack, type SlackCall } from './serve-slack.ts';
import { signed, type SignedRequest } from './signed.ts';
import { clickBody, commandBody, type Scene } from './slack-bodies.ts';
import { createSlackKnobs, type SlackKnobs } from './slack-knobs.ts';
import { WORKSPACE, type Workspace } from './workspace.ts';

export interface SlackOptions extends Partial<Workspace> {
  /** The bot's; default `xoxb-test`. */
  readonly token?: string;
  /** The app's; default `signing-secret`. */
  readonly signingSecret?: string;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
  readonly port?: number;
}

/** Who types, or clicks, and where: ids; the first user and the first channel, without. */
export interface Where {
  readonly user?: string;
  readonly channel?: string;
}

export interface Slack extends SlackKnobs, Door, AsyncDisposable {
  /** What `SLACK_API_URL` is to be. */
  readonly apiUrl: string;
  /** What `SLACK_BOT_TOKEN` is to be. */
  readonly token: string;
  /** What `SLACK_SIGNING_SECRET` is to be. */
  readonly signingSecret: string;
  readonly workspace: Workspace;
  /** What was asked so far, refused calls included. */
  readonly calls: readonly SlackCall[];
  /** Every message that was ever shown, as it is now, with all its edits. */
  readonly messages: readonly SlackMessage[];
  /** Signed as Slack signs: what is sent to an app when somebody types this. */
  command(typed: string, where?: Where): SignedRequest;
  /**
   * The same for a click on a message's button.
   *
   * @throws an Error where there is no such button
   */
  click(message: SlackMessage, actionId: string, where?: Where): SignedRequest;
  /**
   * Types a command: sends it to the app at `url`, and shows its answer, or that there was none within 3 s.
   *
   * @param url all of it: `http://127.0.0.1:3000/slack/commands`
   */
  type(url: string, typed: string, where?: Where): Promise<void>;
  /** A new response URL, which takes 5 posts within 30 minutes. */
  responseUrl(place?: Where & Pick<ResponsePlace, 'ts'>): string;
  /**
   * Waits for a message to be as the predicate wants it.
   *
   * @throws an Error that shows the latest states, after `timeoutMs`: 10 s unless told otherwise
   */
  waitForMessage(matches: (message: SlackMessage) => boolean, timeoutMs?: number): Promise<SlackMessage>;
  /** Calls with every message that is new or changes. @returns what ends it */
  watch(listener: (message: SlackMessage) => void): () => void;
  /** Ends it; may be called again. */
  close(): Promise<void>;
}

/**
 * Starts Slack, as an app sees it.
 *
 * @throws what listening fails with
 */
export async function startSlack(options: SlackOptions = {}): Promise<Slack> {
  const { token = 'xoxb-test', signingSecret = 'signing-secret', now = Date.now, port } = options;
  const workspace: Workspace = { ...WORKSPACE, ...options };
  const board = createMessageBoard(now);
  const states = createFeed<SlackMessage>('a message');
  board.watch(states.push);
  const calls: SlackCall[] = [];
  const { hindrance, ...knobs } = createSlackKnobs();
  const responseUrls = createResponseUrls(board, now);
  const record = (call: SlackCall): void => {
    calls.push(call);
  };
  const url = (): string => door.url;
  const door = await openDoor(serveSlack({ workspace, board, url, token, responseUrls, hindrance, record }), port);

  const sceneOf = ({ user, channel }: Where, ts?: string): Scene => {
    const who = pick(workspace.users, user, 'user');
    const where = pick(workspace.channels, channel, 'channel');
    const path = responseUrls.open({ user: who.id, channel: where.id, ...(ts !== undefined && { ts }) });
    return { user: who, channel: where, responseUrl: `${door.url}${path}` };
  };
  const sign = (body: string): SignedRequest =>
    signed(body, { secret: signingSecret, timestamp: Math.floor(now() / 1000) });
  return {
    ...knobs,
    ...door,
    apiUrl: `${door.url}/api/`,
    token,
    signingSecret,
    workspace,
    calls,
    messages: board.messages,
    command: (typed, where = {}) => sign(commandBody(typed, sceneOf(where))),
    click: (message, actionId, where = {}) =>
      sign(clickBody(message, actionId, sceneOf({ channel: message.channel, ...where }, message.ts))),
    type: (url, typed, where = {}) => {
      const scene = sceneOf(where);
      const command = typed.split(' ', 1).join();
      const sender = { board, channel: scene.channel.id, user: scene.user.id, command };
      return sendToApp(url, sign(commandBody(typed, scene)), sender);
    },
    responseUrl: ({ ts, ...where } = {}) => sceneOf(where, ts).responseUrl,
    waitForMessage: (matches, timeoutMs) => states.first(matches, timeoutMs),
    watch: board.watch,
    close: door.gone,
    [Symbol.asyncDispose]: door.gone,
  };
}

function pick<T extends { readonly id: string }>(all: readonly T[], id: string | undefined, what: string): T {
  const found = id === undefined ? all[0] : all.find((candidate) => candidate.id === id);
  if (!found) throw new Error(`There is no ${what} "${String(id)}" in this workspace.`);
  return found;
}
