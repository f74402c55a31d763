import type { Writable } from 'node:stream';

import { createLogger, type Logger } from '@exemplar/logging';
import {
  type BugTracker,
  createBugTracker,
  createHealth,
  createMetrics,
  type Health,
  type Metrics,
  watchEventLoop,
  watchMemory,
} from '@exemplar/monitoring';

import type { BaseConfig } from '../config/base-settings.ts';
import type { BuildInfo } from './build-info.ts';
import type { Closers } from './closers.ts';
import { growOldGeneration } from './grow-old-generation.ts';
import { limitYoungGeneration } from './limit-young-generation.ts';

/** What watches a service. */
export interface Instruments {
  readonly metrics: Metrics;
  readonly health: Health;
  readonly bugs: BugTracker;
  /** How late the event loop is, in milliseconds. */
  readonly delayMs: () => number;
}

export type LogFormat = 'json' | 'pretty';

/** How lines are written: as the settings say, else for people on a terminal. */
export function logFormat(config: BaseConfig, output: Writable): LogFormat {
  return config.LOG_FORMAT ?? ('isTTY' in output && output.isTTY === true ? 'pretty' : 'json');
}

export function createServiceLogger(
  service: string,
  { version }: BuildInfo,
  config: BaseConfig,
  output: Writable,
): Logger {
  return createLogger({ service, version, level: config.LOG_LEVEL, format: logFormat(config, output), output });
}

/** Opens metrics, health, bug reports and the watch over event loop and memory; `closers` learn how they close. */
export async function openInstruments(
  service: string,
  { version, commit, owner }: BuildInfo,
  config: BaseConfig,
  logger: Logger,
  closers: Closers,
): Promise<Instruments> {
  const { SENTRY_DSN, SENTRY_ENVIRONMENT: environment } = config;
  const dsn = SENTRY_DSN === undefined ? {} : { dsn: SENTRY_DSN };
  const bugs = await createBugTracker({ ...dsn, environment, service, version, owner, logger });
  closers.add('bug reports', () => bugs.close());
  const metrics = createMetrics({ service, version, commit });
  closers.add('metrics', () => {
    metrics.close();
  });
  const eventLoop = watchEventLoop({ metrics, logger });
  const memory = watchMemory({ metrics, logger });
  growOldGeneration();
  const stopLimiting = limitYoungGeneration();
  closers.add('watches', () => {
    eventLoop.close();
    memory.close();
    stopLimiting();
  });
  return { metrics, bugs, health: createHealth({ logger }), delayMs: () => eventLoop.delayMs() };
}
