import { createLogger } from '@exemplar/logging';
import { captureStream, type LogLine, until } from '@exemplar/testing';

import { createOutbox, type OutboxOptions } from './create-outbox.ts';
import { createPace } from './create-pace.ts';
import { type Message, plainMessage } from './message.ts';
import { SlackError, type SlackFailure } from './slack-failure.ts';
import type { Story, StoryOptions } from './story.ts';

const logs = captureStream();
const logger = createLogger({ service: 'spec', version: '1', format: 'json', output: logs.stream });

/** A place that takes messages when it is let to, and fails as told. */
function place() {
  const sent: string[] = [];
  const failures: SlackFailure[] = [];
  const held: (() => void)[] = [];
  let isHolding = false;
  return {
    sent,
    failures,
    hold: () => {
      isHolding = true;
    },
    release: () => {
      isHolding = false;
      for (const go of held.splice(0)) go();
    },
    send: async ({ text }: Message): Promise<void> => {
      if (isHolding) await new Promise<void>((resolve) => held.push(resolve));
      const failure = failures.shift();
      if (failure !== undefined) throw new SlackError('chat.update', failure);
      sent.push(text);
    },
  };
}

function openStory(options: Partial<StoryOptions> & Pick<StoryOptions, 'send'>, delivery: Partial<OutboxOptions> = {}) {
  const lost: string[] = [];
  const outbox = createOutbox({ logger, retryMs: 1, ...delivery });
  const story = outbox.story({
    pace: createPace(1),
    onLost: ({ text }, weight, reason) => lost.push(`${text} (${weight}): ${reason}`),
    ...options,
  });
  return { outbox, story, lost };
}

const tell = (story: Story, text: string, weight: 'state' | 'step' | 'end' = 'state'): void => {
  story.tell(() => plainMessage(text), weight);
};

describe('the outbox', () => {
  it('shows the newest state, and passes over what came while Slack was slow', async () => {
    const { hold, release, send, sent } = place();
    const { story, outbox } = openStory({ send });
    hold();
    tell(story, 'one');
    await until(() => true);
    for (const text of ['two', 'three', 'four']) tell(story, text);
    release();
    await outbox.close(1000);

    expect(sent).toEqual(['one', 'four']);
  });

  it('renders a state when its turn comes', async () => {
    const { send, sent } = place();
    const pace = createPace(1);
    pace.pause(20);
    const { story, outbox } = openStory({ send, pace });
    let elapsed = 1;
    story.tell(() => plainMessage(`${elapsed} s`), 'state');
    elapsed = 2;
    await outbox.close(1000);

    expect(sent).toEqual(['2 s']);
  });

  it('sends the newest state again until Slack takes it', async () => {
    const { send, sent, failures } = place();
    const { story, outbox, lost } = openStory({ send });
    failures.push(
      { reason: 'status 503', mayPass: true },
      { reason: 'ratelimited', mayPass: true, waitMs: 5 },
      { reason: 'ECONNREFUSED', mayPass: true },
    );
    tell(story, 'one', 'end');
    await until(() => sent.length > 0);

    expect([sent, lost]).toEqual([['one'], []]);
    await outbox.close(0);
    expect(logs.json()).toContainEqual(
      expect.objectContaining({ message: 'Slack does not take a message, which is sent again', reason: 'status 503' }),
    );
  });

  it('sends what is newer where the one before it failed', async () => {
    const { send, sent, failures, hold, release } = place();
    const { story, outbox } = openStory({ send });
    failures.push({ reason: 'status 503', mayPass: true });
    hold();
    tell(story, 'old', 'step');
    await until(() => true);
    tell(story, 'new');
    release();
    await outbox.close(1000);

    expect(sent).toEqual(['new']);
  });

  it('gives up what Slack does not take for good, and says which', async () => {
    const { send, sent, failures } = place();
    const { story, outbox, lost } = openStory({ send });
    failures.push({ reason: 'channel_not_found', mayPass: false });
    tell(story, 'one', 'step');
    await outbox.close(1000);
    tell(story, 'two');

    expect([sent, lost]).toEqual([[], ['one (step): channel_not_found']]);
  });

  it('gives up what Slack has not taken for too long', async () => {
    const { send, failures } = place();
    const { story, outbox, lost } = openStory({ send }, { giveUpMs: 10 });
    failures.push(...Array.from({ length: 100 }, () => ({ reason: 'status 500', mayPass: true })));
    tell(story, 'one', 'end');
    await outbox.close(5000);

    expect(lost).toEqual(['one (end): status 500']);
  });

  it('keeps the last of counted posts for the end, and shows no state between steps', async () => {
    const { send, sent } = place();
    const { story, outbox } = openStory({ send, posts: 3 });
    const told = [
      ['starting', 'step'],
      ['one pod', 'state'],
      ['settling', 'step'],
      ['going back', 'step'],
      ['rolled back', 'end'],
      ['and again', 'end'],
    ] as const;
    for (const [text, weight] of told) {
      const before = sent.length;
      tell(story, text, weight);
      await Promise.race([until(() => sent.length > before), until(() => false, '', 30).catch(() => undefined)]);
    }
    await outbox.close(1000);

    expect(sent).toEqual(['starting', 'settling', 'rolled back']);
  });

  it('does not spend the last post on a step that waited for its turn', async () => {
    const { send, sent, hold, release } = place();
    const { story, outbox } = openStory({ send, posts: 2 });
    hold();
    tell(story, 'one', 'step');
    await until(() => true);
    tell(story, 'two', 'step');
    release();
    await until(() => sent.length === 1);
    await until(() => false, '', 20).catch(() => undefined);
    tell(story, 'three', 'end');
    await outbox.close(1000);

    expect(sent).toEqual(['one', 'three']);
  });

  it('shows no more of what somebody else goes on with', async () => {
    const { send, sent, failures, hold, release } = place();
    const { story, outbox, lost } = openStory({ send });
    failures.push({ reason: 'status 503', mayPass: true });
    hold();
    tell(story, 'one');
    await until(() => true);
    tell(story, 'two');
    story.drop();
    tell(story, 'three');
    release();
    await outbox.close(1000);

    expect([sent, lost]).toEqual([[], []]);
  });

  it('waits for Slack no longer than it is told to at its end, and shows nothing after it', async () => {
    const { send, sent } = place();
    const pace = createPace(1);
    pace.pause(60_000);
    const { story, outbox } = openStory({ send, pace });
    tell(story, 'one', 'end');
    await outbox.close(10);
    tell(story, 'two', 'end');

    expect(sent).toEqual([]);
  });

  it('logs a message that could not be made, and goes on', async () => {
    const { send, sent } = place();
    let isBroken = true;
    const { story, outbox } = openStory({
      send: (message) => (isBroken ? Promise.reject(new TypeError('no such place')) : send(message)),
    });
    story.tell(() => {
      throw new TypeError('no such phase');
    }, 'state');
    const failed = ({ message, error }: LogLine, why: string): boolean =>
      message === 'A message was not shown' && JSON.stringify(error).includes(why);
    await logs.waitFor((line) => failed(line, 'no such phase'));
    tell(story, 'one');
    await logs.waitFor((line) => failed(line, 'no such place'));
    isBroken = false;
    tell(story, 'two');
    await outbox.close(1000);

    expect(sent).toEqual(['two']);
  });
});
