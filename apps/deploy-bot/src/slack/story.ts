import { setTimeout as sleep } from 'node:timers/promises';

import type { Logger } from '@exemplar/logging';

import type { Pace } from './create-pace.ts';
import type { Message } from './message.ts';
import { SlackError } from './slack-failure.ts';

/** What matters: any state, a step of the way, or the end of it, which has to be shown. */
export type Weight = 'state' | 'step' | 'end';

/** A message that is shown, and shown anew as things go on. */
export interface Story {
  /** Shows the newest state as soon as Slack takes it; what was not shown by then is passed over. */
  tell(render: () => Message, weight: Weight): void;
  /** Tells no more: somebody else goes on. */
  drop(): void;
}

/** Is told the state that Slack does not take, and why. */
export type OnLost = (message: Message, weight: Weight, reason: string) => void;

export interface StoryOptions {
  /** Shows a message. Throws a SlackError. */
  readonly send: (message: Message) => Promise<void>;
  readonly pace: Pace;
  /** How often it may be shown in all; the last time is kept for its end. */
  readonly posts?: number;
  readonly onLost: OnLost;
}

export interface Delivery {
  readonly logger: Logger;
  /** How long the first wait after a failure is; each after it is twice as long, up to 30 times. Milliseconds. */
  readonly retryMs: number;
  /** How long the same state is tried. Milliseconds. */
  readonly giveUpMs: number;
  /** Aborted when no more is to be shown. */
  readonly signal: AbortSignal;
  /** Is told of what is to be waited for. */
  readonly track: (work: Promise<void>) => void;
}

interface State {
  readonly render: () => Message;
  readonly weight: Weight;
}

const LONGEST_RETRY = 30;
const WEIGHTS: readonly Weight[] = ['state', 'step', 'end'];

/** A story that is sent one call at a time, the newest state each time. */
export class SentStory implements Story {
  readonly #options: StoryOptions;
  readonly #delivery: Delivery;
  #newest: State | undefined;
  #isRunning = false;
  #isDropped = false;
  #left: number;

  constructor(options: StoryOptions, delivery: Delivery) {
    this.#options = options;
    this.#delivery = delivery;
    this.#left = options.posts ?? Infinity;
  }

  tell(render: () => Message, weight: Weight): void {
    if (this.#isDropped || this.#delivery.signal.aborted || !isWorth(weight, this.#left)) return;
    this.#newest = { render, weight: heavier(weight, this.#newest?.weight) };
    if (!this.#isRunning) this.#delivery.track(this.#run());
  }

  drop(): void {
    this.#isDropped = true;
    this.#newest = undefined;
  }

  async #run(): Promise<void> {
    const { signal, logger } = this.#delivery;
    this.#isRunning = true;
    try {
      while (this.#newest !== undefined && !this.#isDropped) await this.#deliver(0, performance.now());
    } catch (error) {
      if (!signal.aborted) logger.error('A message was not shown', { error });
    } finally {
      this.#isRunning = false;
    }
  }

  /** Shows the state that is newest when its turn comes, again and again until it is taken or given up. */
  async #deliver(tried: number, since: number): Promise<void> {
    await this.#options.pace.turn(this.#delivery.signal);
    const state = this.#newest;
    this.#newest = undefined;
    // the posts that were left may have been used meanwhile
    if (state === undefined || !isWorth(state.weight, this.#left)) return;
    const message = state.render();
    try {
      await this.#options.send(message);
      this.#left -= 1;
    } catch (error) {
      if (!(error instanceof SlackError)) throw error;
      await this.#afterFailure({ state, message, tried, since }, error);
    }
  }

  async #afterFailure(
    { state, message, tried, since }: { state: State; message: Message; tried: number; since: number },
    { failure }: SlackError,
  ): Promise<void> {
    const { logger, retryMs, giveUpMs, signal } = this.#delivery;
    if (this.#isDropped) return;
    if (!failure.mayPass || performance.now() - since > giveUpMs) {
      this.drop();
      this.#options.onLost(message, state.weight, failure.reason);
      return;
    }
    if (tried === 0) logger.warn('Slack does not take a message, which is sent again', { reason: failure.reason });
    this.#newest = { ...(this.#newest ?? state), weight: heavier(state.weight, this.#newest?.weight) };
    if (failure.waitMs === undefined) {
      await sleep(retryMs * Math.min(2 ** tried, LONGEST_RETRY), undefined, { signal });
    } else this.#options.pace.pause(failure.waitMs);
    await this.#deliver(tried + 1, since);
  }
}

const heavier = (one: Weight, other: Weight = 'state'): Weight =>
  WEIGHTS.indexOf(one) > WEIGHTS.indexOf(other) ? one : other;

/** With posts that are counted, states between steps are not worth one, and the last is for the end. */
function isWorth(weight: Weight, left: number): boolean {
  if (weight === 'end') return left > 0;
  return left === Infinity || (weight === 'step' && left > 1);
}
