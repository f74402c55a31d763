import { existsSync } from 'node:fs';
import { join } from 'node:path';

import type { TargetConfiguration } from '@nx/devkit';

/**
 * The targets of one project.
 *
 * @param root the project's folder, relative to the workspace
 * @param workspaceRoot the workspace's absolute path
 */
export function targetsOf(root: string, workspaceRoot: string): Record<string, TargetConfiguration> {
  const up = root
    .split('/')
    .map(() => '..')
    .join('/');
  const has = (folder: string): boolean => existsSync(join(workspaceRoot, root, folder));
  const run = (command: string): TargetConfiguration => ({ command, options: { cwd: root } });
  const jest = (config: string, options: string): TargetConfiguration =>
    run(
      `node --experimental-vm-modules --disable-warning=ExperimentalWarning ${up}/node_modules/jest/bin/jest.js ` +
        `--config ${up}/${config} --rootDir . ${options}`,
    );

  const isApp = root.startsWith('apps/');
  /** An app's integration tests and benchmark start what is built. */
  const onBundle = isApp ? { dependsOn: ['build'] } : {};

  const targets: Record<string, TargetConfiguration> = {
    lint: run('eslint .'),
    typecheck: run(`node ${up}/node_modules/typescript-native/bin/tsc -p tsconfig.json`),
    test: jest(
      'jest.preset.js',
      `--coverageDirectory ${up}/coverage/${root} --json --outputFile ${up}/coverage/${root}/results.json`,
    ),
  };
  if (has('integration')) {
    targets['test-integration'] = {
      ...jest('jest.integration.js', `--json --outputFile ${up}/coverage/${root}/integration.json`),
      ...onBundle,
    };
  }
  if (has('bench')) targets.bench = { ...run('node --expose-gc bench/main.ts'), ...onBundle };
  if (isApp) {
    targets.serve = { ...run('node --watch --watch-preserve-output src/main.ts'), continuous: true };
    targets.build = run(`node ${up}/tools/src/build/main.ts .`);
    targets.smoke = { ...run(`node ${up}/tools/src/smoke/main.ts .`), dependsOn: ['build'] };
  }
  return targets;
}
