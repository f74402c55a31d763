import type { Logger } from '@exemplar/logging';

import type { Outbox } from '../slack/create-outbox.ts';
import type { Pace } from '../slack/create-pace.ts';
import type { Place, Slack } from '../slack/open-slack.ts';
import type { OnLost, Story } from '../slack/story.ts';
import type { Replies } from './create-replies.ts';
import { openChannelStory } from './open-channel-story.ts';
import type { MessagePlace } from './place.ts';

export interface TellerOptions {
  readonly outbox: Outbox;
  readonly replies: Replies;
  readonly logger: Logger;
  /** Undefined without a token. */
  readonly slack: Slack | undefined;
  readonly pace: Pace;
  /** Where everybody reads of deploys; the channel of the command where nothing is set. */
  readonly channel: string | undefined;
}

export interface Where {
  /** The message to be shown anew. */
  readonly place?: MessagePlace | undefined;
  /** Where it was asked. */
  readonly channel?: string;
  readonly responseUrl?: string;
  readonly onPlaced?: (place: MessagePlace) => void;
}

export interface Teller extends Story {
  /** Whether it is shown in a channel; known once it is shown at all, or is to be shown elsewhere. */
  readonly isInChannel: Promise<boolean>;
}

/** Opens a message for all, at the best place that takes it. */
export type OpenTeller = (where: Where) => Teller;

type Opener = (onLost: OnLost) => Story;

/**
 * Makes what finds a place for a message: the one where it is already, the channel of deploys, the channel where it was asked, and behind
 * the `response_url`. Where Slack does not take it at one, for good, it is shown at the next.
 */
export function createTellers(options: TellerOptions): OpenTeller {
  const { logger } = options;
  return (where) => {
    const isInChannel = Promise.withResolvers<boolean>();
    const onPlaced = (place: Place): void => {
      isInChannel.resolve(true);
      where.onPlaced?.(place);
    };
    const openers = openersInChannels(options, where, onPlaced);
    const openNext = (): Story => {
      const opener = openers.shift();
      if (opener !== undefined) return opener(onLost);
      isInChannel.resolve(false);
      return openElsewhere(options, where);
    };
    const onLost: OnLost = (message, weight, reason) => {
      logger.warn('Slack does not take the message here', { reason });
      current = openNext();
      current.tell(() => message, weight);
    };
    let current = openNext();
    return {
      isInChannel: isInChannel.promise,
      tell: (render, weight) => {
        current.tell(render, weight);
      },
      drop: () => {
        current.drop();
      },
    };
  };
}

function openersInChannels(
  { slack, outbox, pace, channel }: TellerOptions,
  where: Where,
  onPlaced: (place: Place) => void,
): Opener[] {
  if (slack === undefined) return [];
  const channels = [...new Set([channel, where.channel].filter((name) => name !== undefined))];
  const places = [
    ...(where.place !== undefined && 'ts' in where.place ? [{ channel: where.place.channel, place: where.place }] : []),
    ...channels.map((name) => ({ channel: name, place: undefined })),
  ];
  return places.map((at) => (onLost) => openChannelStory({ outbox, slack, pace, ...at, onPlaced, onLost }));
}

function openElsewhere({ replies, logger }: TellerOptions, { place, responseUrl }: Where): Story {
  const url = place !== undefined && 'url' in place ? place.url : responseUrl;
  if (url !== undefined) return replies.story(url);
  return {
    tell: () => {
      logger.warn('No place takes the message');
    },
    drop: () => undefined,
  };
}
