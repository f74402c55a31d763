import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { readService } from '../descriptor/read-service.ts';
import { nodeOptions } from '../manifests/objects/resources.ts';
import { Failure } from '../program/failure.ts';
import { filesOn } from '../workspace/files.ts';
import { loadReport } from './load-report.ts';
import { createProgress, type Screen } from './progress.ts';
import { readMix } from './read-mix.ts';
import { type LoadOptions, readOptions } from './read-options.ts';
import { reportPage } from './report-page.ts';
import { reportText } from './report-text.ts';
import { type StartOptions, startTargets, type Targets } from './start-targets.ts';
import { tryLimits, tryProfile } from './trials.ts';

export interface Surroundings {
  readonly workspaceRoot: string;
  readonly print: (line: string) => void;
  readonly screen: Screen;
}

/**
 * Loads a service as its `service.yaml` states, or more, and judges it by its SLO. Leaves the report in `coverage/`.
 *
 * @param root the service's folder, from the workspace's root
 * @param words what was said on the command line after the folder
 * @throws DescriptionError
 * @throws Failure where something is wrong, or the SLO does not hold
 */
export async function loadTest(
  root: string,
  words: readonly string[],
  { workspaceRoot, print, screen }: Surroundings,
): Promise<void> {
  const options = readOptions(words);
  const { profile } = options;
  const files = filesOn(workspaceRoot);
  const service = readService(root, files);
  const mix = await readMix(root, workspaceRoot, files);
  const folder = join(workspaceRoot, 'coverage', root);
  const bundle = {
    folder: join(workspaceRoot, root),
    log: join(folder, 'load-test.log'),
    env: { NODE_OPTIONS: nodeOptions(service), ...mix.env }, // the heap that it has in a cluster
  };
  const progress = createProgress(screen);
  const at = new Date();
  const attempt = profile === 'stress' ? tryLimits : tryProfile;
  const trial = await attempt({
    service,
    mix,
    options,
    start: (count) => targetsOf(options, { ...bundle, count }),
    onMoment: progress.tell,
  }).finally(() => mix.close?.());
  progress.end();
  const last = files.read(`coverage/${root}/load-test.json`, 'utf-8');
  const report = loadReport({ service, profile, at, trial, last });
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'load-test.json'), `${JSON.stringify(report, null, 2)}\n`);
  writeFileSync(join(folder, 'load-test.html'), reportPage(report));
  print(`${reportText(report)}\n\nReport: coverage/${root}/load-test.html, and .json beside it`);
  const { passed, right } = report.verdict;
  if (!(options.anyPace ? right : passed))
    throw new Failure(`${service.name} does not hold its SLO: see the lines marked ✗.`);
}

/** A service that runs already, or its bundle, started for the test. */
async function targetsOf({ target, admin }: LoadOptions, bundle: StartOptions): Promise<Targets> {
  if (target === undefined) return startTargets(bundle);
  const nothing = () => Promise.resolve();
  return { targets: [{ url: target, admin }], what: target.href, [Symbol.asyncDispose]: nothing };
}
