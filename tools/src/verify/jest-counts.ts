import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Counts {
  readonly passed: number;
  readonly failed: number;
}

interface JestResults {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numRuntimeErrorTestSuites: number;
}

/**
 * Adds up what Jest wrote with `--json`, over all projects.
 *
 * @param coverage the folder that holds a folder for each project
 * @param file the result files' name
 */
export function jestCounts(coverage: string, file: string): Counts {
  return globSync(`**/${file}`, { cwd: coverage })
    .map((path) => JSON.parse(readFileSync(join(coverage, path), 'utf8')) as JestResults)
    .reduce<Counts>(
      ({ passed, failed }, results) => ({
        passed: passed + results.numPassedTests,
        failed: failed + results.numFailedTests + results.numRuntimeErrorTestSuites,
      }),
      { passed: 0, failed: 0 },
    );
}
