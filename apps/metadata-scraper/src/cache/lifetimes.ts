import type { OutboundErrorCode } from '@exemplar/http-kit';

import type { LifetimeLimits } from './lifetime-of.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Limits of what an origin's headers can ask for, in ms. */
const FRESHNESS = {
  /** Even of a page that may not be kept: people who get the same link at once cause one load. */
  minMs: 10 * SECOND,
  /** Even of a page that never changes: a preview that its owner corrected shows within a day. */
  maxMs: 24 * HOUR,
};

/**
 * The limits for an operator's choice, which no limit overrules.
 *
 * @param defaultMs how long an answer is fresh whose origin does not say, ms
 */
export const freshnessFor = (defaultMs: number): LifetimeLimits => ({
  defaultMs,
  minMs: Math.min(FRESHNESS.minMs, defaultMs),
  maxMs: Math.max(FRESHNESS.maxMs, defaultMs),
});

/** For how long past its freshness an answer is still of use, in ms. */
export const STALENESS = {
  /** Served at once while it is refreshed: titles and images of pages rarely change within an hour. */
  whileRefreshingMs: HOUR,
  /** Served where the origin fails: yesterday's preview is better than none. */
  ifErrorMs: 24 * HOUR,
};

/** How long a failure is remembered, in ms: long enough to spare an origin in trouble, too short to be noticed after. */
export const FAILURE_MS: Readonly<Record<OutboundErrorCode, number>> = {
  // costs nothing to find out
  'invalid-url': 0,
  // depends on what a name resolves to now
  'blocked-target': 0,
  'upstream-unreachable': 10 * SECOND,
  'upstream-timeout': 10 * SECOND,
  'upstream-status': 10 * SECOND,
  'upstream-redirects': MINUTE,
};

/** Statuses that an origin means for longer than others. */
export const FAILURE_MS_BY_STATUS: Readonly<Record<number, number>> = {
  400: MINUTE,
  401: MINUTE,
  403: MINUTE,
  404: MINUTE,
  405: MINUTE,
  410: MINUTE,
  451: MINUTE,
};

/** No failure is remembered for longer. */
export const MAX_FAILURE_MS = Math.max(...Object.values(FAILURE_MS), ...Object.values(FAILURE_MS_BY_STATUS));
