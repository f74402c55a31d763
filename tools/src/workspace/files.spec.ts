import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { filesOn } from './files.ts';

describe('the files on disk', () => {
  let workspaceRoot: string;

  beforeEach(() => {
    workspaceRoot = mkdtempSync(join(tmpdir(), 'workspace-'));
    mkdirSync(join(workspaceRoot, 'apps'));
    writeFileSync(join(workspaceRoot, 'apps/a'), 'text');
  });

  afterEach(() => {
    rmSync(workspaceRoot, { recursive: true });
  });

  it('are read by their paths in the workspace', () => {
    expect(filesOn(workspaceRoot).read('apps/a', 'utf-8')).toBe('text');
    expect(filesOn(workspaceRoot).children('apps')).toEqual(['a']);
  });

  it('may not be there', () => {
    expect(filesOn(workspaceRoot).read('apps/b', 'utf-8')).toBeNull();
    expect(filesOn(workspaceRoot).read('apps/a/b', 'utf-8')).toBeNull();
    expect(filesOn(workspaceRoot).children('libs')).toEqual([]);
  });

  it('fail where they are there and cannot be read', () => {
    expect(() => filesOn(workspaceRoot).read('apps', 'utf-8')).toThrow('EISDIR');
  });
});
