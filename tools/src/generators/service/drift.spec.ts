import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Tree } from '@nx/devkit';

import { shapeOf } from '../../../fixtures/service-shape.ts';
import { filesBelow, workspaceTree } from '../../../fixtures/workspace-tree.ts';
import { generateService } from './generator.ts';

const workspaceRoot = join(import.meta.dirname, '../../../..');

/** What the generator and the exemplar both have, but for the first routes and what is asked of them. */
const isShared = (path: string): boolean => !path.startsWith('src/routes/');

// Each stands in both, so that a change of the template alone, or of the exemplar alone, parts them.
const SHARED = [
  ['tsconfig.json', '../../tsconfig.base.json', './own.json'],
  ['project.json', '"application"', '"library"'],
  ['project.json', 'layer:app', 'layer:other'],
  ['service.yaml', 'yaml-language-server', 'editor'],
  ['service.yaml', 'requestsPerDay', 'requests'],
  ['service.yaml', 'replicas: { min', 'replicas: { least'],
  ['src/main.ts', 'export const service', 'const service'],
  ['src/main.ts', '@exemplar/http-kit', '@exemplar/other-kit'],
  ['src/main.ts', './settings.ts', './config.ts'],
  ['src/main.ts', '  settings,\n', ''],
  ['src/main.ts', 'startService({', 'startService({ tracing: true,'],
  ['src/main.spec.ts', 'ADMIN_PORT', 'OTHER_PORT'],
  ['src/main.spec.ts', 'service.stop()', 'service.end()'],
  ['src/settings.ts', 'export const settings', 'export const config'],
  ['README.md', '## Settings', '## Options'],
  ['README.md', '## How it works', '### How it works'],
  ['README.md', '`/openapi.json` is for tools', '`/api.json` is for tools'],
  ['RUNBOOK.md', '## Going back', '## Back'],
  ['RUNBOOK.md', '--level=error', '--level=warn'],
  ['RUNBOOK.md', 'docs/runbooks/README.md', 'docs/alerts.md'],
] as const;

describe('the exemplar and a generated service', () => {
  let tree: Tree;

  beforeAll(async () => {
    tree = workspaceTree();
    await generateService(tree, { name: 'user-auth' });
    const generated = filesBelow(tree, 'apps/user-auth').map((path) => path.slice('apps/user-auth/'.length));
    for (const path of generated.filter(isShared)) {
      const file = `apps/metadata-scraper/${path}`;
      tree.write(file, readFileSync(join(workspaceRoot, file)));
    }
  });

  it('are the same in what both have of the standard', () => {
    expect(shapeOf(tree, 'user-auth')).toEqual(shapeOf(tree, 'metadata-scraper'));
  });

  describe.each(['metadata-scraper', 'user-auth'])('part when %s alone is changed', (name) => {
    it.each(SHARED)('in its %s: %s', (file, from, to) => {
      const path = `apps/${name}/${file}`;
      const text = String(tree.read(path, 'utf-8'));
      expect(text).toContain(from);
      tree.write(path, text.replace(from, to));
      const shapes = [shapeOf(tree, 'user-auth'), shapeOf(tree, 'metadata-scraper')];
      tree.write(path, text);
      expect(shapes[0]).not.toEqual(shapes[1]);
    });
  });
});
