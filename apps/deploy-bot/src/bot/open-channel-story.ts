import type { Outbox } from '../slack/create-outbox.ts';
import type { Pace } from '../slack/create-pace.ts';
import type { Place, Slack } from '../slack/open-slack.ts';
import type { OnLost, Story } from '../slack/story.ts';

export interface ChannelStoryOptions {
  readonly outbox: Outbox;
  readonly slack: Slack;
  readonly pace: Pace;
  readonly channel: string;
  /** The message to be shown anew; otherwise one is posted. */
  readonly place: Place | undefined;
  /** Is told where it is, once it is shown there. */
  readonly onPlaced: (place: Place) => void;
  readonly onLost: OnLost;
}

/** A message in a channel: posted once, and edited from then on. */
export function openChannelStory(options: ChannelStoryOptions): Story {
  const { outbox, slack, pace, channel, place, onPlaced, onLost } = options;
  let at = place;
  let isPlaced = false;
  return outbox.story({
    pace,
    onLost,
    send: async (message) => {
      if (at === undefined) at = await slack.post(channel, message);
      else await slack.update(at, message);
      if (!isPlaced) onPlaced(at);
      isPlaced = true;
    },
  });
}
