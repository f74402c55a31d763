import { mkdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = (file) => fileURLToPath(new URL(file, import.meta.url));

// Jest writes its results into the project's folder there, which else only a coverage report would make.
mkdirSync(join(here('coverage'), relative(import.meta.dirname, process.cwd())), { recursive: true });

/**
 * The test settings of every project. A project has none of its own: `nx test <project>` passes this
 * file to Jest with the project as `rootDir`.
 *
 * @type {import('jest').Config}
 */
export default {
  testEnvironment: 'node',
  testMatch: ['<rootDir>/src/**/*.spec.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '\\.ts$': here('jest.strip-types.js') },
  restoreMocks: true,
  testTimeout: 20_000,
  collectCoverage: true,
  collectCoverageFrom: ['src/**/*.{ts,js}', '!src/**/*.spec.ts'],
  coverageReporters: ['text', 'json-summary', 'lcovonly'],
  coverageThreshold: { global: { statements: 100, branches: 100, functions: 100, lines: 100 } },
  // Specs hold real servers and, some, a DOM: a worker that has grown is replaced.
  workerIdleMemoryLimit: '600MB',
};
