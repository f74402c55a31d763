import { loadReportSchema } from '../../load-test/load-report.ts';
import { averageRate } from '../../load-test/profiles.ts';
import { readReport } from '../read-report.ts';
import { group } from '../standard.ts';

const DAY_MS = 86_400_000;
/** A service changes; what it took long ago says little. */
const GOOD_FOR_DAYS = 90;

/** What the last load test says. */
export const load = group(
  (subject) => readReport(subject, 'load-test.json', 'load-test', loadReportSchema),
  [
    {
      id: 'load-test',
      title: 'Load test',
      means: 'It held its SLO at more than the requests that service.yaml states, within the last 90 days.',
      requiredFromTier: 1,
      check: ({ at, rate, verdict }, { service: { name, requestsPerDay }, now }) => {
        const command = `npx nx load-test ${name}`;
        const days = Math.floor((now - Date.parse(at)) / DAY_MS);
        if (days > GOOD_FOR_DAYS) return `The last load test is ${days} days old. Run ${command}.`;
        if (!verdict.passed) return `The last load test did not hold the SLO. ${command} shows where it broke.`;
        const stated = averageRate(requestsPerDay);
        return rate.reached > stated
          ? null
          : `The last load test reached ${rate.reached.toFixed(1)} requests a second, not more than the stated ${stated.toFixed(1)}. Run ${command}`;
      },
    },
  ],
);
