const MINUTE_MS = 60_000;
const REPORTS_PER_BUG = 10;
const REPORTS_IN_ALL = 200;

export interface ReportLimit {
  /** Whether this error may be reported now; asking counts. */
  allows(error: unknown): boolean;
}

/**
 * Keeps a bug in every request from becoming a report of every request.
 *
 * @param now milliseconds
 */
export function createReportLimit(now: () => number): ReportLimit {
  const counts = new Map<string, number>();
  let minute = -1;
  let all = 0;
  return {
    allows: (error) => {
      const current = Math.floor(now() / MINUTE_MS);
      if (current !== minute) {
        minute = current;
        all = 0;
        counts.clear();
      }
      const bug = Error.isError(error) ? `${error.name}: ${String(error.stack).slice(0, 500)}` : typeof error;
      const count = (counts.get(bug) ?? 0) + 1;
      if (count > REPORTS_PER_BUG || all >= REPORTS_IN_ALL) return false;
      counts.set(bug, count);
      all++;
      return true;
    },
  };
}
