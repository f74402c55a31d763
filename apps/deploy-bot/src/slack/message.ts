import { cut } from './mrkdwn.ts';

/**
 * Slack's limits; what is over them is refused whole.
 *
 * @see https://docs.slack.dev/reference/block-kit/blocks
 */
const MAX = { text: 3000, field: 2000, fields: 10, blocks: 50, elements: 10, label: 75 };

const mrkdwn = (text: string, length: number) => ({ type: 'mrkdwn', text: cut(text, length) }) as const;

/** A paragraph, in Slack's mark-up. */
export const section = (text: string) => ({ type: 'section', text: mrkdwn(text, MAX.text) }) as const;

/** Pairs of a name and a value, two in a row. */
export const fields = (pairs: readonly (readonly [name: string, value: string])[]) =>
  ({
    type: 'section',
    fields: pairs.slice(0, MAX.fields).map(([name, value]) => mrkdwn(`*${name}*\n${value}`, MAX.field)),
  }) as const;

/** Small print. */
export const context = (...texts: readonly string[]) =>
  ({ type: 'context', elements: texts.slice(0, MAX.elements).map((text) => mrkdwn(text, MAX.text)) }) as const;

export interface ButtonOptions {
  readonly action: string;
  readonly label: string;
  /** Comes back with the click. At most 2000 characters. */
  readonly value: string;
  readonly style?: 'primary' | 'danger';
}

const button = ({ action, label, value, style }: ButtonOptions) =>
  ({
    type: 'button',
    action_id: action,
    text: { type: 'plain_text', text: cut(label, MAX.label) },
    value,
    ...(style !== undefined && { style }),
  }) as const;

export const buttons = (...all: readonly ButtonOptions[]) => ({ type: 'actions', elements: all.map(button) }) as const;

export type Block = ReturnType<typeof section | typeof fields | typeof context | typeof buttons>;

/** What is shown: blocks, and the text for notifications, screen readers and clients without blocks. */
export interface Message {
  readonly text: string;
  readonly blocks: readonly Block[];
}

/** A message of blocks, as many as Slack takes; the last says how many were left out. */
export function messageOf(text: string, blocks: readonly Block[]): Message {
  if (blocks.length <= MAX.blocks) return { text: cut(text, MAX.text), blocks };
  const kept = blocks.slice(0, MAX.blocks - 1);
  const left = blocks.length - kept.length;
  return {
    text: cut(text, MAX.text),
    blocks: [...kept, context(`… and ${left} more, which a message has no room for.`)],
  };
}

/** A message of one text. */
export const plainMessage = (text: string): Message => messageOf(text, [section(text)]);
