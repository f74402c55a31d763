import { OutboundError } from '../outbound-error.ts';

export interface CallOptions {
  readonly host: string;
  readonly deadlineMs: number;
  readonly signal?: AbortSignal | undefined;
  /** Told once, when the call is over: `ok`, an error's code, or `aborted`. */
  readonly onSettled: (outcome: string, seconds: number, status?: number) => void;
}

const LONGEST_TIMER_MS = 2_147_483_647;

/** One outbound call from its first look-up to the last byte of its body: its deadline, its abort, its outcome. */
export class Call {
  /** The host being asked; a redirect changes it. */
  host: string;
  readonly #options: CallOptions;
  readonly #startedAt = performance.now();
  readonly #deadline: NodeJS.Timeout;
  #interrupt: ((reason: Error) => void) | undefined;
  #reason: Error | undefined;

  constructor(options: CallOptions) {
    this.#options = options;
    this.host = options.host;
    this.#deadline = setTimeout(this.#onDeadline, Math.min(options.deadlineMs, LONGEST_TIMER_MS));
    options.signal?.addEventListener('abort', this.#onAbort);
    if (options.signal?.aborted) this.#onAbort();
  }

  /** Sets what stops the phase that the call is in; where the call was stopped already, it is called at once. */
  onStop(interrupt: (reason: Error) => void): void {
    this.#interrupt = interrupt;
    if (this.#reason) interrupt(this.#reason);
  }

  /** Stops the phase that the call is in. The first reason holds. */
  stop(reason: Error): void {
    if (this.#reason) return;
    this.#reason = reason;
    this.#interrupt?.(reason);
  }

  /** Ends the call: its timer and listener go, and its outcome is told. */
  settle(failure: Error | undefined, status?: number): void {
    clearTimeout(this.#deadline);
    this.#options.signal?.removeEventListener('abort', this.#onAbort);
    this.#options.onSettled(outcomeOf(failure, status), (performance.now() - this.#startedAt) / 1000, status);
  }

  readonly #onDeadline = (): void => {
    this.stop(new OutboundError('upstream-timeout', `${this.host} took longer than ${this.#options.deadlineMs} ms.`));
  };

  readonly #onAbort = (): void => {
    const reason: unknown = this.#options.signal?.reason;
    if (reason instanceof Error && reason.name !== 'TimeoutError') this.stop(reason);
    else this.stop(new OutboundError('upstream-timeout', `${this.host} took too long.`, { cause: reason }));
  };
}

function outcomeOf(failure: Error | undefined, status = 0): string {
  if (failure) return failure instanceof OutboundError ? failure.code : 'aborted';
  return status >= 400 ? 'upstream-status' : 'ok';
}
