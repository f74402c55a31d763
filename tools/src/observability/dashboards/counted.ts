import { series } from '../rules/series.ts';

/** The time that is chosen at the top of a dashboard. */
const RANGE = '$__range';

/**
 * How much counters of rare events rose within the chosen time, summed by labels.
 *
 * A counter of a label's value begins with its first event, and with the pod: `increase` sees nothing of that first one, which of three
 * deploys a week is all there is. So what was reached is counted, less what was there at the beginning.
 */
export function counted(name: string, by: readonly string[], ...matchers: readonly string[]): string {
  const labels = by.join(', ');
  const of = series(name, ...matchers);
  const reached = `sum by (${labels}) (max_over_time(${of}[${RANGE}]))`;
  const before = `sum by (${labels}) (${of} offset ${RANGE})`;
  return `(${reached} - (${before} or ${reached} * 0))`;
}
