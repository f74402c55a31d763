import { SlackError } from './slack-error.ts';

/** A block, or an element of one. */
export interface Block {
  readonly type: string;
  readonly [field: string]: unknown;
}

/** What a message shows. */
export interface Content {
  readonly text: string;
  readonly blocks: readonly Block[];
}

/** https://docs.slack.dev/reference/methods/chat.postMessage: what is longer is refused. */
const MAX_TEXT = 40_000;
const MAX_BLOCKS = 50;

interface Limit {
  /** The way to what is measured: `text.text`, `elements.*.value`. */
  readonly at: string;
  readonly max: number;
}

/** What each block may hold at most, in characters or items: https://docs.slack.dev/reference/block-kit/blocks. */
const LIMITS: Readonly<Record<string, readonly Limit[]>> = {
  section: [
    { at: 'text.text', max: 3000 },
    { at: 'fields', max: 10 },
    { at: 'fields.*.text', max: 2000 },
    { at: 'accessory.text.text', max: 75 },
  ],
  header: [{ at: 'text.text', max: 150 }],
  context: [
    { at: 'elements', max: 10 },
    { at: 'elements.*.text', max: 3000 },
  ],
  actions: [
    { at: 'elements', max: 25 },
    { at: 'elements.*.text.text', max: 75 },
    { at: 'elements.*.action_id', max: 255 },
    { at: 'elements.*.value', max: 2000 },
    { at: 'elements.*.url', max: 3000 },
  ],
  divider: [],
  image: [
    { at: 'alt_text', max: 2000 },
    { at: 'image_url', max: 3000 },
  ],
  rich_text: [],
};

/**
 * Says what Slack does not take.
 *
 * @throws SlackError no_text, msg_too_long, msg_blocks_too_long, invalid_blocks
 */
export function checkMessage({ text, blocks }: Content): void {
  if (text === '' && blocks.length === 0) throw new SlackError('no_text');
  if (text.length > MAX_TEXT) throw new SlackError('msg_too_long');
  if (blocks.length > MAX_BLOCKS) throw new SlackError('invalid_blocks', [`no more than ${MAX_BLOCKS} items allowed`]);
  const wrong = blocks.flatMap(wrongIn);
  if (wrong.length > 0) throw new SlackError('invalid_blocks', wrong);
}

function wrongIn(block: Block, index: number): readonly string[] {
  const limits = LIMITS[block.type];
  if (!limits) return [`unsupported type: ${block.type} [json-pointer:/blocks/${index}/type]`];
  return limits.flatMap(({ at, max }) => {
    const pointer = `[json-pointer:/blocks/${index}/${at.replaceAll('.', '/')}]`;
    return valuesAt(block, at.split('.'))
      .map(lengthOf)
      .flatMap((length) => {
        if (length > max) return [`must be no more than ${max} long, and is ${length} ${pointer}`];
        return length === 0 ? [`must be at least 1 long ${pointer}`] : [];
      });
  });
}

const lengthOf = (value: unknown): number => (Array.isArray(value) ? value.length : String(value).length);

function valuesAt(value: unknown, [name, ...rest]: readonly string[]): readonly unknown[] {
  if (value === undefined || value === null) return [];
  if (name === undefined) return [value];
  if (name === '*') return (value as readonly unknown[]).flatMap((item) => valuesAt(item, rest));
  return valuesAt((value as Readonly<Record<string, unknown>>)[name], rest);
}
