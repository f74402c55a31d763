import { mkdirSync } from 'node:fs';
import { join, relative } from 'node:path';

import preset from './jest.preset.js';

// Jest writes its results into the project's folder there, which only a coverage report would have made.
mkdirSync(join(import.meta.dirname, 'coverage', relative(import.meta.dirname, process.cwd())), { recursive: true });

/** Suites that need real servers: they say what is missing and fail; they never skip. Coverage is the unit tests' matter. */
export default {
  ...preset,
  testMatch: ['<rootDir>/integration/**/*.spec.ts'],
  collectCoverage: false,
  coverageThreshold: {},
  testTimeout: 60_000,
};
