import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';

import type { TargetConfiguration } from '@nx/devkit';

const AFTER_BUILD = { dependsOn: ['build'] };

/** What runs a program that has `--env`: to a command, Nx does not pass that. */
const PROGRAM = '@exemplar/tools:program';

/** The programs of a service's targets: each stands in `tools/src/<target>/main.ts`, and is given the service's folder. */
const PROGRAMS: Readonly<Record<string, TargetConfiguration & { readonly description: string }>> = {
  serve: { description: 'Runs the sources, again after each change, and what they depend on', continuous: true },
  build: { description: 'Bundles the service into dist/, which starts with node dist/main.js' },
  smoke: { description: 'Starts the bundle, waits until it is ready, and drains it', ...AFTER_BUILD },
  image: { description: 'Builds the container image of the bundle; --push pushes it', ...AFTER_BUILD },
  'release-image': {
    description: 'Pushes the image, and beside it what each environment is told of it: a version to deploy',
    ...AFTER_BUILD,
  },
  manifests: { description: 'Prints what Kubernetes is told of the service; --env, --release', executor: PROGRAM },
  deploy: { description: 'Applies a version to an environment and watches it roll out; --env', executor: PROGRAM },
  logs: {
    description: 'Prints log lines for people; --env, --since, --level, --request, --grep, --follow',
    executor: PROGRAM,
  },
  scorecard: { description: 'Tells which standards the service meets, and what to do', ...AFTER_BUILD },
  shadow: {
    description: 'Asks two that run the same, and compares their answers; --baseline, --candidate, --urls',
    executor: PROGRAM,
  },
  drill: { description: 'Does to the bundle what will happen to it, and tells what was lost; --only', ...AFTER_BUILD },
  'load-test': { description: 'Sends the load of production, and more; --profile says how much', ...AFTER_BUILD },
};

/** What is for the whole workspace: targets of the tools, which `nx.json` makes the project of a command that names none. */
const WORKSPACE_PROGRAMS: typeof PROGRAMS = {
  observe: {
    description: 'Shows the services that run here: Prometheus, alerts and dashboards; --admin',
    continuous: true,
  },
  logs: { ...PROGRAMS.logs, description: 'Prints the log lines of all services, as it does of one', executor: PROGRAM },
};

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
  const run = (description: string, command: string): TargetConfiguration => ({
    command,
    options: { cwd: root },
    metadata: { description },
  });
  const jest = (description: string, config: string, options: string): TargetConfiguration =>
    run(
      description,
      `node --experimental-vm-modules --disable-warning=ExperimentalWarning ${up}/node_modules/jest/bin/jest.js ` +
        `--config ${up}/${config} --rootDir . ${options}`,
    );
  const program = (name: string, description: string): TargetConfiguration =>
    run(description, `node ${up}/tools/src/${name}/main.ts .`);
  const isApp = root.startsWith('apps/');
  /** What comes with a folder of that name. An app's works on its bundle. */
  const inFolder = (folder: string, name: string, target: TargetConfiguration): Record<string, TargetConfiguration> =>
    existsSync(join(workspaceRoot, root, folder)) ? { [name]: { ...target, ...(isApp ? AFTER_BUILD : {}) } } : {};

  return {
    lint: run("Holds the sources to the root's rules", 'eslint .'),
    typecheck: run('Checks the types', `node ${up}/node_modules/typescript-native/bin/tsc -p tsconfig.json`),
    test: jest(
      'Runs the specs beside the sources: 100 % coverage or it fails',
      'jest.preset.js',
      `--coverageDirectory ${up}/coverage/${root} --json --outputFile ${up}/coverage/${root}/results.json`,
    ),
    ...inFolder(
      'integration',
      'test-integration',
      jest(
        'Runs the suites that need real servers',
        'jest.integration.js',
        `--json --outputFile ${up}/coverage/${root}/integration.json`,
      ),
    ),
    ...inFolder('e2e', 'e2e', jest('Runs the suites that need a cluster to throw away', 'jest.e2e.js', '')),
    ...inFolder('bench', 'bench', run('Prints what things cost, as ratios', 'node --expose-gc bench/main.ts')),
    ...(isApp ? withInputs(basename(root), programTargets(PROGRAMS, program)) : {}),
    ...(root === 'tools' ? programTargets(WORKSPACE_PROGRAMS, program) : {}),
  };
}

/** A release holds what environments are told of a service: where that changes, the service is affected. */
function withInputs(
  service: string,
  targets: Record<string, TargetConfiguration>,
): Record<string, TargetConfiguration> {
  const inputs = [
    'default',
    '^production',
    `{workspaceRoot}/k8s/*/${service}.yaml`,
    '{workspaceRoot}/tools/Dockerfile',
  ];
  return { ...targets, 'release-image': { ...targets['release-image'], inputs } };
}

function programTargets(
  programs: typeof PROGRAMS,
  program: (name: string, description: string) => TargetConfiguration,
): Record<string, TargetConfiguration> {
  const targets = Object.entries(programs).map(([name, { description, ...how }]) => [
    name,
    how.executor === PROGRAM
      ? { ...how, options: { program: name }, metadata: { description } }
      : { ...program(name, description), ...how },
  ]);
  return Object.fromEntries(targets) as Record<string, TargetConfiguration>;
}
