export interface Step {
  readonly name: string;
  readonly command: readonly [program: string, ...words: string[]];
  /** The Jest result files that the step writes, below each project's folder in `coverage/`. */
  readonly results?: string;
}

const nx = (...targets: string[]): Step['command'] => ['nx', 'run-many', '-t', ...targets, '--output-style=static'];

export const SUITES: Readonly<Record<string, readonly Step[]>> = {
  /** What needs Node and npm alone, in the order in which a mistake is cheapest to find. */
  checks: [
    { name: 'format', command: ['prettier', '--check', '--log-level=warn', '.'] },
    { name: 'sync', command: ['nx', 'sync:check'] },
    { name: 'typecheck', command: nx('typecheck') },
    { name: 'lint', command: nx('lint') },
    { name: 'test', command: nx('test'), results: 'results.json' },
    { name: 'build and smoke', command: nx('build', 'smoke') },
  ],
  /** What needs real servers from the operating system's packages; then what services are worth. */
  integration: [
    { name: 'integration', command: nx('test-integration'), results: 'integration.json' },
    // what the scorecard reads: the tests' reports, mostly from Nx's cache, and those of load tests, which are short here
    { name: 'reports', command: nx('test') },
    { name: 'load test', command: [...nx('load-test'), '--seconds=5', '--any-pace'] },
    { name: 'scorecard', command: nx('scorecard') },
  ],
};
