import { causeChain } from './cause-chain.ts';
import { fingerprintOf } from './fingerprint-of.ts';

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
      const bug = bugOf(error);
      const count = (counts.get(bug) ?? 0) + 1;
      if (count > REPORTS_PER_BUG || all >= REPORTS_IN_ALL) return false;
      counts.set(bug, count);
      all++;
      return true;
    },
  };
}

/** What tells one bug from another: not its message, in which there may be whatever a request asked for. */
function bugOf(error: unknown): string {
  const [first] = causeChain(error);
  if (first === undefined) return typeof error;
  const frames = String(first.stack)
    .split('\n')
    .filter((line) => line.startsWith('    at '));
  return [first.name, ...(fingerprintOf(error) ?? []), ...frames.slice(0, 5)].join('\n');
}
