import { getHeapSpaceStatistics, getHeapStatistics } from 'node:v8';

import type { Logger } from '@exemplar/logging';

import type { Metrics } from './create-metrics.ts';

const LOOK_EVERY_MS = 5000;
const WARN_AT = 0.9;
/** It has to fall this far before the next warning. */
const CALM_AT = 0.8;

export interface MemoryUse {
  /** Of the old generation, whose limit it is that ends a process. */
  readonly heapBytes: number;
  readonly heapLimitBytes: number;
  readonly residentBytes: number;
  /** What the container may use; undefined where nothing limits it. */
  readonly limitBytes: number | undefined;
}

export interface MemoryWatch {
  /** 0 to 1: how much of its limit the heap, or the process, uses, whichever is closer. */
  memoryRatio(): number;
  close(): void;
}

export interface MemoryWatchOptions {
  readonly metrics: Metrics;
  readonly logger: Logger;
  readonly measure?: () => MemoryUse;
}

/** Watches how close the process is to running out of memory, which ends it without a word. */
export function watchMemory({ metrics, logger, measure = memoryUse }: MemoryWatchOptions): MemoryWatch {
  const memoryRatio = (): number => {
    const { heapBytes, heapLimitBytes, residentBytes, limitBytes = Infinity } = measure();
    return Math.max(heapBytes / heapLimitBytes, residentBytes / limitBytes);
  };
  const pressure = metrics.gauge({
    name: 'memory_pressure_ratio',
    help: "Memory in use over its limit: the heap's, or the container's, whichever is closer.",
  });
  let warned = false;
  const look = (): void => {
    const ratio = memoryRatio();
    pressure.set(ratio);
    if (ratio >= WARN_AT && !warned) {
      warned = true;
      logger.warn('memory is nearly used up', { ratio: Number(ratio.toFixed(3)), ...measure() });
    }
    if (ratio < CALM_AT) warned = false;
  };
  look();
  const timer = setInterval(look, LOOK_EVERY_MS).unref();
  return {
    memoryRatio,
    close: () => {
      clearInterval(timer);
    },
  };
}

const YOUNG = new Set(['new_space', 'new_large_object_space']);

const OLD_SPACE = /--max[-_]old[-_]space[-_]size=(\d+)/g;
const MEBIBYTE = 1_048_576;

/**
 * What the old generation may take.
 *
 * @param options what Node was told: the last word counts
 * @param bothBytes what V8 tells as the limit. It is that of both generations, and the young one's share of it, up to 192 MiB, is
 *   never filled: a process whose old generation may take 307 MiB ends at 61 % of it
 */
export function heapLimitOf(options: string, bothBytes: number): number {
  const said = [...options.matchAll(OLD_SPACE)].at(-1);
  return said === undefined ? bothBytes : Number(said[1]) * MEBIBYTE;
}

function memoryUse(): MemoryUse {
  const young = getHeapSpaceStatistics().filter(({ space_name }) => YOUNG.has(space_name));
  const { used_heap_size: usedBytes, heap_size_limit: bothBytes } = getHeapStatistics();
  const options = [process.env.NODE_OPTIONS, ...process.execArgv].join(' ');
  return {
    heapBytes: young.reduce((bytes, { space_used_size: size }) => bytes - size, usedBytes),
    heapLimitBytes: heapLimitOf(options, bothBytes),
    residentBytes: process.memoryUsage.rss(),
    limitBytes: limitOf(process.constrainedMemory()),
  };
}

/**
 * The container's memory limit.
 *
 * @param constrained what Node tells: 0, or a number beyond any machine's memory, where there is no limit
 */
export function limitOf(constrained: number): number | undefined {
  return constrained > 0 && constrained < 2 ** 50 ? constrained : undefined;
}
