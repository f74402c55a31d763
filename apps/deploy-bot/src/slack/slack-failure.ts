/** How a call to Slack failed, and whether the same call may do better later. */
export interface SlackFailure {
  /** Slack's own word, such as `channel_not_found`, or what happened on the way. */
  readonly reason: string;
  readonly mayPass: boolean;
  /** How long Slack asks to be left alone, in milliseconds. */
  readonly waitMs?: number;
}

/** Why a call to Slack brought nothing. */
export class SlackError extends Error {
  override readonly name = 'SlackError';
  readonly failure: SlackFailure;

  constructor(what: string, failure: SlackFailure, options?: ErrorOptions) {
    super(`${what} failed: ${failure.reason}`, options);
    this.failure = failure;
  }
}
