import type { Subject } from '../subject.ts';
import { variablesOf } from './config.ts';

/** How long a pod goes on as before when it is to end, until every balancer has heard of it. */
export const PRE_STOP_SECONDS = 5;

/** What http-kit takes for `SHUTDOWN_GRACE_MS` where a service does not say. */
export const DEFAULT_SHUTDOWN_GRACE_MS = 25_000;

/** For what comes after the drain: logs are flushed, the process exits. */
const SPARE_SECONDS = 5;

/** How long Kubernetes waits until it kills: longer than the pause and the drain together. */
export function gracePeriodSeconds(subject: Subject): number {
  const drainMs = Number(variablesOf(subject).SHUTDOWN_GRACE_MS ?? DEFAULT_SHUTDOWN_GRACE_MS);
  return PRE_STOP_SECONDS + Math.ceil(drainMs / 1000) + SPARE_SECONDS;
}
