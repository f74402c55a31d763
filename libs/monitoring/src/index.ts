export { type BugTracker, BugTrackerError, type BugTrackerOptions, createBugTracker } from './create-bug-tracker.ts';
export {
  type CheckOptions,
  type CheckResult,
  createHealth,
  type Health,
  type HealthCheck,
  type HealthOptions,
  type HealthState,
  type Liveness,
  type Readiness,
} from './create-health.ts';
export { createMetrics, type Metrics, type MetricsOptions } from './create-metrics.ts';
export { type FinishedRequest, type HttpMetrics } from './http-metrics.ts';
export { type FinishedCall, type OutboundMetrics } from './outbound-metrics.ts';
export { formatTraceparent, newTrace, parseTraceparent, type RemoteTrace, type Trace } from './trace-context.ts';
export {
  type DelayHistogram,
  type EventLoopWatch,
  type EventLoopWatchOptions,
  watchEventLoop,
} from './watch-event-loop.ts';
export { type MemoryUse, type MemoryWatch, type MemoryWatchOptions, watchMemory } from './watch-memory.ts';
