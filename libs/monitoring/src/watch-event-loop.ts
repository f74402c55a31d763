import { monitorEventLoopDelay, performance } from 'node:perf_hooks';

import type { Logger } from '@exemplar/logging';

import type { Metrics } from './create-metrics.ts';

/** Finer costs a timer more often; a delay that matters is longer. */
const RESOLUTION_MS = 20;
const LOOK_EVERY_MS = 500;
const STALL_MS = 1000;
const NS_PER_MS = 1e6;

/** What is read of `perf_hooks`' histogram. */
export interface DelayHistogram {
  /** The longest delay since the last reset, in nanoseconds. */
  readonly max: number;
  /** Nanoseconds. */
  readonly mean: number;
  reset(): void;
  enable(): unknown;
  disable(): unknown;
}

export interface EventLoopWatch {
  /** By how much the event loop was late, on average, in the last half second, in milliseconds. Costs nothing to ask. */
  delayMs(): number;
  close(): void;
}

export interface EventLoopWatchOptions {
  readonly metrics: Metrics;
  readonly logger: Logger;
  readonly histogram?: DelayHistogram;
}

/** Watches how late the event loop is: for shedding load, and to tell of stalls, during which the service does nothing. */
export function watchEventLoop({ metrics, logger, histogram = newHistogram() }: EventLoopWatchOptions): EventLoopWatch {
  const stalls = metrics.counter({
    name: 'event_loop_stalls_total',
    help: `Times that the event loop stood still for more than ${STALL_MS} ms.`,
  });
  const delay = metrics.gauge({
    name: 'event_loop_delay_seconds',
    help: 'By how much the event loop was late, on average, in the last half second.',
  });
  const utilization = metrics.gauge({
    name: 'event_loop_utilization_ratio',
    help: 'How much of the last half second the event loop was busy; 1: all of it.',
  });
  let delayMs = 0;
  let used = performance.eventLoopUtilization();
  const look = (): void => {
    const longestMs = histogram.max / NS_PER_MS;
    // an idle loop is as late as the resolution; no sample at all is NaN
    delayMs = Math.max(0, (histogram.mean || 0) / NS_PER_MS - RESOLUTION_MS);
    delay.set(delayMs / 1000);
    const now = performance.eventLoopUtilization();
    utilization.set(performance.eventLoopUtilization(now, used).utilization);
    used = now;
    histogram.reset();
    if (longestMs < STALL_MS) return;
    stalls.inc();
    logger.warn('the event loop stood still', { stalledMs: Math.round(longestMs) });
  };
  histogram.enable();
  const timer = setInterval(look, LOOK_EVERY_MS).unref();
  return {
    delayMs: () => delayMs,
    close: () => {
      clearInterval(timer);
      histogram.disable();
    },
  };
}

const newHistogram = (): DelayHistogram => monitorEventLoopDelay({ resolution: RESOLUTION_MS });
