/// <reference lib="dom" />
import type { PageBlock } from '../wire.ts';
import { button, type Child, element } from './elements.ts';
import { mrkdwn } from './mrkdwn.ts';

export interface Reader {
  readonly nameOf: (userId: string) => string;
  readonly press: (actionId: string) => void;
}

interface Text {
  readonly type: string;
  readonly text: string;
}

interface Button {
  readonly type: string;
  readonly action_id: string;
  readonly text: Text;
  readonly style?: string;
}

type Render = (block: PageBlock, reader: Reader) => readonly Child[];

const textOf = (text: Text, { nameOf }: Reader): readonly Child[] =>
  text.type === 'plain_text' ? [text.text] : mrkdwn(text.text, nameOf);

const buttonOf = ({ text, style = 'plain', action_id: actionId }: Button, { press }: Reader): HTMLElement =>
  button(text.text, { class: style }, () => {
    press(actionId);
  });

const RENDERS: Readonly<Record<string, Render | undefined>> = {
  section: ({ text, fields, accessory }, reader) => [
    ...(text === undefined ? [] : [element('p', {}, textOf(text as Text, reader))]),
    ...(fields === undefined
      ? []
      : [
          element(
            'ul',
            { class: 'fields' },
            (fields as readonly Text[]).map((field) => element('li', {}, textOf(field, reader))),
          ),
        ]),
    ...(accessory === undefined ? [] : [buttonOf(accessory as Button, reader)]),
  ],
  context: ({ elements }, reader) => [
    element(
      'p',
      { class: 'small' },
      (elements as readonly Text[]).map((text) => element('span', {}, textOf(text, reader))),
    ),
  ],
  actions: ({ elements }, reader) => [
    element(
      'div',
      { class: 'actions' },
      (elements as readonly Button[]).map((made) => buttonOf(made, reader)),
    ),
  ],
  header: ({ text }, reader) => [element('h3', {}, textOf(text as Text, reader))],
  divider: () => [element('hr')],
};

/** A message's blocks, or its text where it has none. */
export function renderBlocks(text: string, blocks: readonly PageBlock[], reader: Reader): readonly Child[] {
  if (blocks.length === 0) return [element('p', {}, mrkdwn(text, reader.nameOf))];
  return blocks.flatMap((block) => RENDERS[block.type]?.(block, reader) ?? []);
}
