import { setTimeout as sleep } from 'node:timers/promises';

import type { Logger } from '@exemplar/logging';

import { SentStory, type Story, type StoryOptions } from './story.ts';

export interface Outbox {
  story(options: StoryOptions): Story;
  /** Waits until all is shown, but no longer than so many milliseconds; then no more is. */
  close(ms: number): Promise<void>;
}

export interface OutboxOptions {
  readonly logger: Logger;
  /** How long the first wait after a failure is. Milliseconds. */
  readonly retryMs: number;
  /** How long the same state is tried. Milliseconds. */
  readonly giveUpMs?: number;
}

/**
 * Makes what brings messages to Slack: the newest state of each, one call at a time, at the pace of its API. A deploy never waits for
 * it. While Slack is slow, limits or is gone, states are passed over but for the newest, which is sent until it is taken.
 */
export function createOutbox({ logger, retryMs, giveUpMs = 3_600_000 }: OutboxOptions): Outbox {
  const closing = new AbortController();
  const underWay = new Set<Promise<void>>();
  const track = (work: Promise<void>): void => {
    underWay.add(work);
    void work.finally(() => underWay.delete(work));
  };
  const delivery = { logger, retryMs, giveUpMs, signal: closing.signal, track };
  return {
    story: (options) => new SentStory(options, delivery),
    close: async (ms) => {
      const timer = new AbortController();
      const late = sleep(ms, undefined, { signal: timer.signal }).catch(() => undefined);
      await Promise.race([Promise.all(underWay), late]);
      timer.abort();
      closing.abort();
      await Promise.all(underWay);
    },
  };
}
