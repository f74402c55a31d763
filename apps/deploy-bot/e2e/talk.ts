import type { Slack, SlackMessage } from '@exemplar/testing/slack';

/** What people read of a message, as it is now: its text, and those of its blocks. */
export const wordsOf = ({ text, blocks }: { readonly text?: unknown; readonly blocks?: unknown }): string =>
  `${String(text)}\n${textsIn(blocks).join('\n')}`;

function textsIn(node: unknown): readonly string[] {
  if (Array.isArray(node)) return node.flatMap(textsIn);
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([key, value]: [string, unknown]) =>
    key === 'text' && typeof value === 'string' ? [value] : textsIn(value),
  );
}

export interface Talk {
  /** Types a command; the answers to it, and the messages about it, are those from then on. */
  readonly type: (typed: string, user?: string) => Promise<Typed>;
  readonly click: (message: SlackMessage, action: string, user?: string) => Promise<void>;
}

export interface Typed {
  /** How long Slack waited for the answer, in milliseconds. */
  readonly answeredMs: number;
  /** The first message since then that says so. */
  readonly says: (what: RegExp, timeoutMs?: number) => Promise<SlackMessage>;
  /** The same command, as Slack sends it again where it heard nothing. */
  readonly again: () => Promise<Response>;
}

/** Talks to a bot as people in Slack do. */
export function openTalk(slack: Slack, bot: () => string): Talk {
  return {
    type: async (typed, user = 'U0ADA') => {
      const known = slack.messages.length;
      const command = slack.command(typed, { user });
      const send = (): Promise<Response> => fetch(`${bot()}/slack/commands`, command);
      const started = performance.now();
      const response = await send();
      const answeredMs = performance.now() - started;
      if (!response.ok) throw new Error(`${typed} was answered with ${response.status}: ${await response.text()}`);
      const isNew = (message: SlackMessage): boolean =>
        slack.messages.findIndex(({ ts }) => ts === message.ts) >= known;
      return {
        answeredMs,
        again: send,
        says: (what, timeoutMs = 90_000) =>
          slack.waitForMessage((message) => isNew(message) && what.test(wordsOf(message)), timeoutMs),
      };
    },
    click: async (message, action, user = 'U0ADA') => {
      const response = await fetch(`${bot()}/slack/interactions`, slack.click(message, action, { user }));
      if (!response.ok) throw new Error(`${action} was answered with ${response.status}: ${await response.text()}`);
    },
  };
}

/** Waits until somebody is told so, since the command was typed. */
export const expectSaid = (typed: Typed, what: RegExp, timeoutMs?: number): Promise<SlackMessage> =>
  typed.says(what, timeoutMs);
