import preset from './jest.integration.js';

/** Suites that need a cluster that may be thrown away: they say so, and fail, where there is none. One step stands on another. */
export default { ...preset, testMatch: ['<rootDir>/e2e/**/*.spec.ts'], testTimeout: 180_000, bail: 0 };
