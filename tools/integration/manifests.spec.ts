import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { readManifests } from '@exemplar/deploy-engine/registry';

import { needPrograms } from '../fixtures/need-programs.ts';
import { manifestCopies } from '../src/manifests/manifest-copies.ts';
import { filesOn } from '../src/workspace/files.ts';

const FILES = filesOn(join(import.meta.dirname, '../..'));

/** What the real kustomize, which is part of kubectl, makes of a folder. */
const kustomize = (folder: string): string => execFileSync('kubectl', ['kustomize', folder], { encoding: 'utf8' });

describe('kubectl kustomize', () => {
  let folder: string;

  beforeAll(async () => {
    needPrograms({ kubectl: 'kubernetes-client' });
    folder = mkdtempSync(join(tmpdir(), 'manifests-'));
    for (const { path, text } of await manifestCopies.make(FILES)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
  });

  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  it.each(['staging', 'production'])('takes the folder of %s as it is, the namespace first', async (environment) => {
    const copies = await manifestCopies.make(FILES);
    const rendered = copies
      .filter(({ path }) => path.startsWith(`k8s/${environment}/`) && !path.endsWith('kustomization.yaml'))
      .flatMap(({ text }) => readManifests(text));
    const made = readManifests(kustomize(join(folder, 'k8s', environment)));
    expect(made).toEqual(expect.arrayContaining([...rendered]));
    expect(made).toHaveLength(rendered.length);
    expect(made[0]?.kind).toBe('Namespace');
  });
});
