import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { readService } from '../descriptor/read-service.ts';
import { Failure } from '../program/failure.ts';
import { filesOn } from '../workspace/files.ts';
import { createTally } from './agreement.ts';
import { ask } from './ask.ts';
import { compareAnswers } from './compare-answers.ts';
import { readOptions } from './read-options.ts';
import { readRequests, type ReplayedRequest } from './read-requests.ts';
import { readRules } from './read-rules.ts';
import { replay } from './replay.ts';
import { reportPage } from './report-page.ts';
import { reportText } from './report-text.ts';
import type { ShadowReport } from './shadow-report.ts';

export interface Surroundings {
  readonly workspaceRoot: string;
  readonly env: NodeJS.ProcessEnv;
  readonly print: (line: string) => void;
}

/**
 * Asks two services the same, and tells how far their answers agree. Leaves the report in `coverage/`.
 *
 * @param root the service's folder, from the workspace's root
 * @param words what was said on the command line after the folder
 * @throws DescriptionError
 * @throws Failure where something is wrong, or fewer answers agree than have to
 */
export async function shadow(
  root: string,
  words: readonly string[],
  { workspaceRoot, env, print }: Surroundings,
): Promise<void> {
  const { baseline, candidate, urls, agree, pace, headers, isJson } = readOptions(words);
  const files = filesOn(workspaceRoot);
  const [service, rules] = [readService(root, files), readRules(root, files)];
  // People name files from where they stand, and Nx runs programs in the service's folder.
  const file = resolve(env.INIT_CWD ?? '', urls);
  const at = new Date().toISOString();
  const tally = createTally();
  await replay(readRequests(file, rules.request), pace, async ({ line, path }: ReplayedRequest) => {
    // Both at once: what they read, such as a page on the internet, may change from one second to the next.
    const answers = await Promise.all([ask(baseline, path, headers), ask(candidate, path, headers)]);
    tally.add(line, compareAnswers(...answers, rules.rules), answers);
  });
  const agreement = tally.agreement();
  const report: ShadowReport = {
    service: service.name,
    at,
    baseline: baseline.href,
    candidate: candidate.href,
    agree,
    passed: agreement.percent >= agree,
    agreement,
  };
  const json = JSON.stringify(report, null, 2);
  keep(join(workspaceRoot, 'coverage', root), { 'shadow.json': `${json}\n`, 'shadow.html': reportPage(report) });
  print(isJson ? json : `${reportText(report)}\n\nReport: coverage/${root}/shadow.html, and .json beside it`);
  if (!report.passed) throw new Failure(`${candidate.href} does not answer as ${baseline.href} does.`);
}

function keep(folder: string, files: Readonly<Record<string, string>>): void {
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
}
