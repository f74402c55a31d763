import { buttons, context, fields, messageOf, plainMessage, section } from './message.ts';

const anyLike = (pattern: RegExp) => expect.stringMatching(pattern) as string;

const LONG = 'x'.repeat(5000);

describe('a message', () => {
  it('keeps within what Slack takes, whatever it is of', () => {
    const message = messageOf(LONG, [
      section(LONG),
      fields(Array.from({ length: 12 }, () => [LONG, LONG] as const)),
      context(...Array.from({ length: 12 }, () => LONG)),
      buttons({ action: 'a', label: LONG, value: 'v', style: 'danger' }, { action: 'b', label: 'B', value: 'v' }),
    ]);

    expect(message.text).toHaveLength(3000);
    expect(message.blocks).toMatchObject([
      { type: 'section', text: { text: anyLike(/^x{2999}…$/) } },
      { type: 'section', fields: Array.from({ length: 10 }, () => ({ text: anyLike(/^.+…$/s) })) },
      { type: 'context', elements: Array.from({ length: 10 }, () => ({ type: 'mrkdwn' })) },
      {
        type: 'actions',
        elements: [
          { action_id: 'a', style: 'danger', text: { text: anyLike(/^x{74}…$/) } },
          { action_id: 'b', text: { text: 'B' } },
        ],
      },
    ]);
  });

  it('says how much it has no room for', () => {
    const { blocks } = messageOf(
      'all',
      Array.from({ length: 60 }, (_, number) => section(`${number}`)),
    );

    expect(blocks).toHaveLength(50);
    expect(blocks.slice(-2)).toEqual([section('48'), context('… and 11 more, which a message has no room for.')]);
  });

  it('may be of one text', () => {
    expect(plainMessage('hello')).toEqual({ text: 'hello', blocks: [section('hello')] });
  });
});
