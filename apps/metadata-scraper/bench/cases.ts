import type { BenchCase } from './bench-case.ts';
import { bytesUnread } from './cases/bytes-unread.ts';
import { cachedHit } from './cases/cached-hit.ts';
import { constantArrivals } from './cases/constant-arrivals.ts';
import { crowds } from './cases/crowds.ts';
import { extraction } from './cases/extraction.ts';
import { startAndMemory } from './cases/start-and-memory.ts';
import { uncachedPage } from './cases/uncached-page.ts';

/** In the order of the report. */
export const CASES: readonly BenchCase[] = [
  extraction,
  bytesUnread,
  cachedHit,
  uncachedPage,
  startAndMemory,
  constantArrivals,
  crowds,
];
