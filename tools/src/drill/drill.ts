import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { readService } from '../descriptor/read-service.ts';
import type { Service } from '../descriptor/service-schema.ts';
import { readMix } from '../load-test/read-mix.ts';
import { Failure } from '../program/failure.ts';
import { filesOn } from '../workspace/files.ts';
import type { Drill } from './drill-row.ts';
import { DRILLS } from './drills.ts';
import { openRules, type Rules } from './open-rules.ts';
import { openStage } from './open-stage.ts';
import { readOptions } from './read-options.ts';
import { type Report, reportOf, reportText } from './report.ts';

export interface Surroundings {
  readonly workspaceRoot: string;
  /** Where programs are, as in `PATH`. */
  readonly path: string;
  readonly print: (line: string) => void;
  /** How long anything may take, such as to start or to recover, ms. Default: a minute. */
  readonly patienceMs?: number;
  /** Tells people what is done meanwhile. */
  readonly tell: (line: string) => void;
}

const PATIENCE_MS = 60_000;

/**
 * Does to a service's bundle what will happen to it, and prints what became of that.
 *
 * @param root the service's folder, from the workspace's root
 * @param words what was said on the command line after the folder
 * @throws DescriptionError
 * @throws Failure where something is wrong, or was lost
 */
export async function drill(root: string, words: readonly string[], surroundings: Surroundings): Promise<void> {
  const { workspaceRoot, path, print, tell } = surroundings;
  const { drills, seconds, json } = readOptions(words, DRILLS);
  const files = filesOn(workspaceRoot);
  const service = readService(root, files);
  const bundle = join(workspaceRoot, root, 'dist/main.js');
  if (!existsSync(bundle)) throw new Failure(`${bundle} is missing. Build the service first: npx nx build <service>.`);
  const rules = openRules({ service, files, path });
  if (rules.missing !== undefined) tell(rules.missing);
  const reports: Report[] = [];
  for (const one of drills) {
    tell(`${one.name}: ${one.does} …`);
    reports.push(await run(one, { root, service, rules, seconds, surroundings }));
  }
  print(json ? JSON.stringify(reports, null, 2) : reportText(reports));
  const bad = reports.filter(({ passed }) => !passed).map(({ name }) => name);
  if (bad.length > 0) throw new Failure(`${service.name} does not come through: ${bad.join(', ')}.`);
}

interface Run {
  readonly root: string;
  readonly service: Service;
  readonly rules: Rules;
  readonly seconds: number;
  readonly surroundings: Surroundings;
}

async function run(one: Drill, { root, service, rules, seconds, surroundings }: Run): Promise<Report> {
  const { workspaceRoot, path, patienceMs = PATIENCE_MS } = surroundings;
  const mix = await readMix(root, workspaceRoot, filesOn(workspaceRoot)); // anew for each: the last one may have broken it
  const plan = one.plan({ service, mix });
  const stage = openStage({ service, mix, folder: join(workspaceRoot, root), seconds, path, patienceMs });
  try {
    if (typeof plan === 'string') return reportOf(one, { pointless: plan });
    const outcome = await plan(stage);
    const printed = stage.printed();
    await stage.over();
    return reportOf(one, { outcome, printed, alert: rules.ask(stage.goneOn()) });
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return reportOf(one, { failure: error.message, printed: stage.printed() });
  } finally {
    await stage.close();
    await mix.close?.();
  }
}
