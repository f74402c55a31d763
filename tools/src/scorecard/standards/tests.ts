import { statSync } from 'node:fs';
import { join } from 'node:path';

import { z } from 'zod';

import { newestFile } from '../newest-file.ts';
import { readReport } from '../read-report.ts';
import { group, type Subject } from '../standard.ts';

const percent = z.object({ pct: z.number() });
const summarySchema = z.object({
  total: z.object({ statements: percent, branches: percent, functions: percent, lines: percent }),
});
// Not `success`, which is false as well where all tests passed and coverage fell short.
const resultsSchema = z.object({
  numTotalTests: z.number(),
  numFailedTests: z.number(),
  numRuntimeErrorTestSuites: z.number(),
});

const SUMMARY = 'coverage-summary.json';

function gather(subject: Subject) {
  const { total } = readReport(subject, SUMMARY, 'test', summarySchema);
  const results = readReport(subject, 'results.json', 'test', resultsSchema);
  const { mtimeMs } = statSync(join(subject.workspaceRoot, 'coverage', subject.root, SUMMARY));
  if (newestFile(join(subject.workspaceRoot, subject.root, 'src')) > mtimeMs) {
    throw new Error(`The sources changed after the last test run. Run npx nx test ${subject.service.name}.`);
  }
  return { results, total };
}

/** What the last run of the specs says, where it is as new as the sources. */
export const tests = group(gather, [
  {
    id: 'tests',
    title: 'Tests',
    means: 'All specs pass, and there are some.',
    requiredFromTier: 3,
    check: ({ results }, { service }) => {
      const { numTotalTests: total, numFailedTests: failed, numRuntimeErrorTestSuites: broken } = results;
      if (total > 0 && failed + broken === 0) return null;
      return `${failed} of ${total} tests failed, and ${broken} spec files did not start. npx nx test ${service.name} shows what is wrong.`;
    },
  },
  {
    id: 'coverage',
    title: 'Coverage',
    means: 'Specs reach every statement, branch, function and line.',
    requiredFromTier: 3,
    check: ({ total }, { service }) => {
      const missed = Object.entries(total).filter(([, { pct }]) => pct < 100);
      if (missed.length === 0) return null;
      const figures = missed.map(([what, { pct }]) => `${pct} % of ${what}`).join(', ');
      return `Specs reach ${figures}, not 100 %. npx nx test ${service.name} names the lines.`;
    },
  },
]);
