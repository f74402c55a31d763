import { utimesSync } from 'node:fs';
import { join } from 'node:path';

import { type ScoredWorkspace, scoredWorkspace } from '../../fixtures/scored-workspace.ts';
import { groups } from './groups.ts';
import type { Subject } from './standard.ts';

const APP = 'apps/user-auth';
const MAIN = `${APP}/dist/main.js`;
const RULES = 'k8s/observability/user-auth.rules.yaml';
const REPORTS = `coverage/${APP}`;
const MANIFEST = 'k8s/staging/user-auth.yaml';

type Flaw = (workspace: ScoredWorkspace) => void;

const changed =
  (file: string, from: string, to: string): Flaw =>
  ({ change }) => {
    change(file, from, to);
  };
const written =
  (file: string, text: string): Flaw =>
  ({ write }) => {
    write(file, text);
  };
const without =
  (file: string): Flaw =>
  ({ remove }) => {
    remove(file);
  };

/** A flaw for each standard, and what is said of it. */
const FLAWS: readonly (readonly [id: string, flaw: Flaw, says: RegExp])[] = [
  ['tests', changed(`${REPORTS}/results.json`, 'FailedTests":0', 'FailedTests":1'), /1 of 3 tests failed/],
  ['tests', changed(`${REPORTS}/results.json`, 'Suites":0', 'Suites":2'), /0 of 3 .* 2 spec files did not start/],
  ['tests', changed(`${REPORTS}/results.json`, ':3', ':0'), /0 of 0 tests failed.* npx nx test user-auth/],
  ['tests', without(`${REPORTS}/results.json`), /results.json is missing. Run npx nx test user-auth/],
  ['coverage', changed(`${REPORTS}/coverage-summary.json`, '100', '99.5'), /99.5 % of statements, not 100/],
  ['coverage', written(`${REPORTS}/coverage-summary.json`, '{'), /is not a whole report. Run npx nx test/],
  [
    'coverage',
    ({ root }) => {
      utimesSync(join(root, APP, 'src/routes/users.ts'), new Date(), new Date(Date.now() + 60_000));
    },
    /sources changed after the last test run. Run npx nx test user-auth/,
  ],
  ['docs', without(`${APP}/README.md`), /README.md is missing or empty/],
  ['docs', written(`${APP}/README.md`, 'TODO'), /README.md says "TODO"/],
  ['docs', written(`${APP}/README.md`, '# user-auth'), /does not say `npx nx test user-auth`/],
  ['docs', changed(`${APP}/README.md`, '(RUNBOOK.md', '(NO.md'), /links to NO.md, which is not there/],
  ['runbook', changed(`${APP}/RUNBOOK.md`, 'This.', 'A line belongs here.'), /says "belongs here". Write what/],
  ['runbook', written(`${APP}/RUNBOOK.md`, ''), /RUNBOOK.md is missing or empty/],
  ['runbook', changed(`${APP}/RUNBOOK.md`, '## Alerts\n\nThis.', '## Alerts'), /says nothing below "## Alerts"/],
  [
    'runbook',
    changed(`${APP}/service.yaml`, 'tier: 2', 'tier: 2\negress: { internet: true, redis: true }'),
    /does not say below "## What it depends on" what the service does without internet/,
  ],
  ['logging', written(MAIN, ''), /did not become ready/],
  ['logging', without(MAIN), /dist\/main.js is missing. Run npx nx build user-auth/],
  ['logging', changed(MAIN, 'console.log(JSON.stringify(', 'console.log((0, '), /prints what is no JSON/],
  ['logging', changed(MAIN, 'requestId:', 'id:'), /leaves no line with its requestId/],
  ['logging', changed(MAIN, 'durationMs: 1,', ''), /has no durationMs/],
  ['metrics', changed(MAIN, 'service_info', 'info'), /lacks service_info/],
  ['health', changed(MAIN, "'/livez': 200", "'/livez': 500"), /livez answers 500, not 200/],
  ['api', changed(MAIN, "summary: 'Users', ", ''), /GET \/v1\/users has no summary/],
  ['api', changed(MAIN, 'responses: { 200: { content: {} } }', ''), /has no schema of an answer/],
  ['api', changed(MAIN, 'JSON.stringify(openapi)', '"{"'), /does not describe the API/],
  ['api', changed(MAIN, 'response.end(J', 'response.destroy(J'), /does not describe the API/],
  ['bug-tracking', changed(MAIN, 'gzipSync(message)', 'gzipSync("")'), /crash that was provoked was not/],
  ['lifecycle', changed(MAIN, 'process.exit(78)', 'process.exit(0)'), /not with 78/],
  ['alerts', without(RULES), /rules.yaml is missing. npx nx sync/],
  ['alerts', changed(RULES, '> 0.25', '> 0.99'), /rules.yaml is not what the tools make of service.yaml. npx nx sync/],
  ['alerts', without('docs/runbooks/crash-loop.md'), /crash-loop.md is missing. Write what to look at/],
  ['load-test', changed(`${REPORTS}/load-test.json`, '2026-11-01', '2026-01-01'), /is 326 days old/],
  ['load-test', changed(`${REPORTS}/load-test.json`, 'true', 'false'), /did not hold the SLO/],
  ['load-test', changed(`${REPORTS}/load-test.json`, '5000', '0.001'), /reached 0.0 requests a second, not more/],
  ['image', written(`${APP}/dist/assets/large`, 'x'.repeat(31 * 2 ** 20)), /dist\/ is 32 MiB, above 30/],
  ['k8s-schema', changed(MANIFEST, 'spec:', 'spec:\n  unknown: 1'), /^staging: .*unknown/],
  ['k8s-security', changed(MANIFEST, 'runAsNonRoot: true', 'runAsNonRoot: false'), /runAsNonRoot is false/],
  ['k8s-security', without(MANIFEST), /k8s\/staging\/user-auth.yaml is missing. Run npx nx sync/],
  [
    'owner',
    written('.github/CODEOWNERS', '/apps/user-auth/ @example/others'),
    /does not name .* for \/apps\/user-auth/,
  ],
  ['owner', without('.github/CODEOWNERS'), /Run npx nx sync/],
];

describe('the standards', () => {
  let workspace: ScoredWorkspace;

  beforeEach(async () => {
    workspace = await scoredWorkspace();
  });

  afterEach(() => {
    workspace.remove();
  });

  const problems = async (id: string | null, changes: Partial<Subject> = {}): Promise<readonly (string | null)[]> => {
    const subject = { ...workspace.subject(), ...changes };
    const chosen = groups.filter(({ standards }) => id === null || standards.some((standard) => standard.id === id));
    const verdicts = (await Promise.all(chosen.map(({ judge }) => judge(subject)))).flat();
    return verdicts.filter((verdict) => id === null || verdict.id === id).map(({ problem }) => problem);
  };

  it('are all met by a service that is as it should be', async () => {
    expect(new Set(await problems(null))).toEqual(new Set([null]));
  });

  it('have names of their own', () => {
    const ids = groups.flatMap(({ standards }) => standards.map(({ id }) => id));
    expect(new Set(ids).size).toBe(ids.length);
  });

  it.each(FLAWS)('say of %s what is wrong and what to do: case %#', async (id, flaw, says) => {
    flaw(workspace);
    expect(await problems(id)).toEqual([expect.stringMatching(says)]);
  });

  it('keep tests that all pass apart from coverage that falls short', async () => {
    workspace.change(`${REPORTS}/results.json`, '"success":true', '"success":false');
    expect(await problems('tests')).toEqual([null]);
  });

  it('say all that is wrong in a row of the manifests, each in a line', async () => {
    workspace.change(MANIFEST, 'runAsNonRoot: true', 'runAsNonRoot: false');
    workspace.change(MANIFEST, 'readOnlyRootFilesystem: true', 'readOnlyRootFilesystem: false');
    expect(await problems('k8s-security')).toEqual([
      expect.stringMatching(/^staging: .*runAsNonRoot is false.*\nstaging: .*readOnlyRootFilesystem is false/),
    ]);
  });

  it.each([
    ['lint', 'npx nx lint user-auth'],
    ['types', 'npx nx typecheck user-auth'],
  ])('name the command where %s fails', async (id, command) => {
    expect(await problems(id, { passes: () => Promise.resolve(false) })).toEqual([expect.stringContaining(command)]);
  });

  it('tell what nx sync would do', async () => {
    const message = '1 file is out of step.\nmanifests:\n- a.yaml: missing';
    const findOutOfStep = () => Promise.resolve({ edits: [{ path: 'a.yaml', text: '' }], message });
    expect(await problems('in-step', { findOutOfStep })).toEqual([message]);
  });
});
