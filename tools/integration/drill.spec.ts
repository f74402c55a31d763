import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

import { needPrograms } from '../fixtures/need-programs.ts';
import type { Report } from '../src/drill/report.ts';

const workspaceRoot = join(import.meta.dirname, '../..');
const SERVICE = join(workspaceRoot, 'apps/metadata-scraper');
const program = (name: string): string => join(workspaceRoot, `tools/src/${name}/main.ts`);

describe('nx drill', () => {
  it('finds that the scraper loses nothing when it is killed, and when Redis and the DNS are gone, and by its rules what fires', () => {
    needPrograms({ 'redis-server': 'redis-server', promtool: 'prometheus' });
    const words = ['.', '--only=kill,redis,dns,clock-back', '--seconds=1', '--json'];
    const { stdout, stderr } = spawnSync(process.execPath, [program('drill'), ...words], {
      cwd: SERVICE,
      encoding: 'utf8',
    });
    expect(stderr).not.toContain('does not come through');
    const reports = JSON.parse(stdout) as readonly Report[];
    expect(reports.map(({ name, passed, lost }) => [name, passed, lost.startsWith('nothing of ')])).toEqual([
      ['kill', true, true],
      ['redis', true, true],
      ['dns', true, true],
      ['clock-back', true, true],
    ]);
    expect(reports.find(({ name }) => name === 'redis')?.alert).toContain('SharedCacheLost');
  }, 180_000);
});
