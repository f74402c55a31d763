import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '..');
const PROGRAM = join(ROOT, '../../tools/src/load-test/main.ts');
const REPORT = join(ROOT, '../../coverage/apps/metadata-scraper/load-test');

/** Tries the machinery: whether the SLO holds on a machine that does other things as well is another matter, so exit code 1 is fine. */
const loadTest = (...words: readonly string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [PROGRAM, ROOT, ...words], { encoding: 'utf8' });
  const complaint = status === 0 || stderr.includes('does not hold its SLO') ? '' : stderr;
  const report = JSON.parse(readFileSync(`${REPORT}.json`, 'utf8')) as Readonly<Record<string, unknown>>;
  return { complaint, printed: stdout, report, page: readFileSync(`${REPORT}.html`, 'utf8') };
};

describe('a load test of the bundle', () => {
  it('sends a day in short: each kind of request is answered rightly, and the report has it', () => {
    const { complaint, printed, report, page } = loadTest('--profile=production', '--seconds=5', '--rate=20');
    expect(complaint).toBe('');
    expect(report).toMatchObject({ profile: 'production', target: 'the bundle, one process', failures: {} });
    const kinds = report.kinds as readonly Readonly<Record<string, unknown>>[];
    expect(kinds.map(({ name, wrong }) => [name, wrong])).toEqual(
      ['a page asked for before', 'a new page', 'an origin that fails', 'a slow origin'].map((name) => [name, 0]),
    );
    expect(Object.keys(report.figures as object)).toEqual(
      expect.arrayContaining(['CPU ms a request', 'most memory MB']),
    );
    expect(printed).toContain('100 % of 100 requests were answered rightly');
    expect(page.match(/<svg /g)).toHaveLength(6);
  });
});
