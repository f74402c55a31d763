import preset from './jest.preset.js';

/** Suites that need real servers: they say what is missing and fail; they never skip. Coverage is the unit tests' matter. */
export default {
  ...preset,
  testMatch: ['<rootDir>/integration/**/*.spec.ts'],
  collectCoverage: false,
  coverageThreshold: {},
  testTimeout: 60_000,
};
