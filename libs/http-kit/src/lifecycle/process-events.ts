import type { EventEmitter } from 'node:events';

import type { Logger } from '@exemplar/logging';
import type { BugTracker } from '@exemplar/monitoring';

/** What of `process` is listened to. */
export type ProcessEvents = Pick<EventEmitter, 'on' | 'off'>;

export interface ProcessEventsOptions {
  readonly events: ProcessEvents;
  readonly logger: Logger;
  readonly bugs: BugTracker;
  readonly exit: (code: number) => void;
  /** Ends the service after a delay in which it is no longer ready; gives the exit code. */
  readonly stop: (delayMs: number) => Promise<number>;
  readonly drainDelayMs: number;
}

/** 128 + the signal's number, as shells tell it. */
const SIGNALS = { SIGINT: 130, SIGTERM: 143 } as const;

/**
 * Stops the service on a signal, and at once on a second one; logs, reports and stops it on an error nobody caught.
 *
 * After SIGINT, which comes from a terminal, nobody has to notice first that the service is no longer ready.
 *
 * @returns takes the listeners away again
 */
export function listenToProcess(options: ProcessEventsOptions): () => void {
  const { events, logger, bugs, exit, stop, drainDelayMs } = options;
  let signalled = false;
  let failed = false;

  const end = (delayMs: number): void => {
    void stop(delayMs).then((code) => {
      exit(failed ? 1 : code);
    });
  };

  const onSignal = (signal: keyof typeof SIGNALS): void => {
    if (signalled) {
      exit(SIGNALS[signal]);
      return;
    }
    signalled = true;
    logger.info(`${signal} received`);
    end(signal === 'SIGINT' ? 0 : drainDelayMs);
  };

  const onError = (message: string, error: unknown): void => {
    logger.error(message, { error });
    bugs.report(error);
    failed = true;
    end(drainDelayMs);
  };

  const onException = (error: unknown): void => {
    onError('Nobody caught an exception', error);
  };
  const onRejection = (error: unknown): void => {
    onError('Nobody handled a rejection', error);
  };
  const listeners = {
    SIGINT: onSignal,
    SIGTERM: onSignal,
    uncaughtException: onException,
    unhandledRejection: onRejection,
  };
  for (const [event, listener] of Object.entries(listeners)) events.on(event, listener);
  return () => {
    for (const [event, listener] of Object.entries(listeners)) events.off(event, listener);
  };
}
