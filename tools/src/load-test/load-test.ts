import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { readService } from '../descriptor/read-service.ts';
import { nodeOptions } from '../manifests/objects/resources.ts';
import { isLoopback } from '../program/allowed-address.ts';
import { Failure } from '../program/failure.ts';
import { filesOn } from '../workspace/files.ts';
import { lastRunFile } from './compare-runs.ts';
import { loadReport } from './load-report.ts';
import { createProgress, type Screen } from './progress.ts';
import { type Mix, readMix, withHeaders } from './read-mix.ts';
import { type LoadOptions, readOptions } from './read-options.ts';
import { reportPage } from './report-page.ts';
import { reportText } from './report-text.ts';
import { type StartOptions, startTargets, type Targets } from './start-targets.ts';
import { tryLimits, tryProfile } from './trials.ts';

export interface Surroundings {
  readonly workspaceRoot: string;
  readonly print: (line: string) => void;
  readonly screen: Screen;
  /** That people want it to end; its reason is what is told then. */
  readonly interrupted: AbortSignal;
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
  { workspaceRoot, print, screen, interrupted }: Surroundings,
): Promise<void> {
  const options = readOptions(words);
  const { profile, seconds, origins } = options;
  const files = filesOn(workspaceRoot);
  const service = readService(root, files);
  const mix = withHeaders(await readMix(root, workspaceRoot, files, origins), options.headers);
  const folder = join(workspaceRoot, 'coverage', root);
  const bundle = {
    folder: join(workspaceRoot, root),
    log: join(folder, 'load-test.log'),
    // the heap that it has in a cluster
    env: { NODE_OPTIONS: nodeOptions(service), ...mix.env, ...(profile === 'soak' ? mix.soakEnv : {}) },
  };
  const progress = createProgress(screen);
  const at = new Date();
  const attempt = async () => {
    checkReach(options, mix);
    return (profile === 'stress' ? tryLimits : tryProfile)({
      service,
      mix,
      options,
      start: (count) => targetsOf(options, { ...bundle, count }),
      onMoment: progress.tell,
      interrupted,
    });
  };
  const trial = await attempt().finally(async () => {
    progress.end();
    await mix.close?.();
  });
  const kind = kindOf(options);
  const kept = lastRunFile({ profile, kind });
  const last = files.read(`coverage/${root}/${kept}`, 'utf-8');
  const report = loadReport({ service, profile, kind, seconds, mix, origins, at, trial, last });
  const json = `${JSON.stringify(report, null, 2)}\n`;
  mkdirSync(dirname(join(folder, kept)), { recursive: true });
  // times of wrong answers are nothing to compare with
  if (report.verdict.right) writeFileSync(join(folder, kept), json);
  writeFileSync(join(folder, 'load-test.json'), json);
  writeFileSync(join(folder, 'load-test.html'), reportPage(report));
  print(`${reportText(report)}\n\nReport: coverage/${root}/load-test.html, and .json beside it`);
  const { passed, right } = report.verdict;
  if (!(options.anyPace ? right : passed))
    throw new Failure(`${service.name} does not hold its SLO: see the lines marked ✗.`);
}

/** What a run can be compared by: a bundle by how many there were, a service that ran already by where that was. */
const kindOf = ({ target, processes, profile }: LoadOptions): string => {
  if (target !== undefined) return target.host;
  return profile === 'stress' || processes === 1 ? 'bundle' : `bundle-${processes}`;
};

/** @throws Failure where the target could not reach what the mix opened, or the mix opens nothing for it to reach */
function checkReach({ target, origins }: LoadOptions, mix: Mix): void {
  if (mix.origins === undefined && origins !== undefined) {
    throw new Failure(
      '--origins has no use: the requests of this service lead to nothing on this machine. Leave it out.',
    );
  }
  if (mix.origins !== undefined && origins === undefined && target !== undefined && !isLoopback(target)) {
    throw new Failure(
      `--url is ${target.href}, from where the origins of this test, ${mix.origins.join(', ')}, cannot be reached. ` +
        'Say --origins=<address>: that of this machine as the target knows it. They listen there then, for as long as the test takes.',
    );
  }
}

/** A service that runs already, or its bundle, started for the test. */
async function targetsOf({ target, admin }: LoadOptions, bundle: StartOptions): Promise<Targets> {
  if (target === undefined) return startTargets(bundle);
  const nothing = () => Promise.resolve();
  const ended = new AbortController().signal; // it is not known when somebody else's service ends
  return { targets: [{ url: target, admin }], what: target.href, ended, [Symbol.asyncDispose]: nothing };
}
