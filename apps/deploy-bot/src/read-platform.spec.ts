import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { readPlatform } from './read-platform.ts';

describe('the platform file', () => {
  let folder: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'platform-'));
  });

  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  const fileOf = (text: string): string => {
    const file = join(folder, 'platform.yaml');
    writeFileSync(file, text);
    return file;
  };

  it("is the repository's own", () => {
    const { environments, repository } = readPlatform(join(import.meta.dirname, '../../../k8s/platform.yaml'));

    expect(Object.keys(environments)).toEqual(['staging', 'production']);
    expect(repository).toMatch(/^https:/);
  });

  it.each([
    ['is no YAML', 'a: [', /^PLATFORM_FILE: .+platform\.yaml does not say where environments are: Flow sequence/],
    ['has no environment', 'repository: https://a.test\nregistry: a\nenvironments: {}', /there is no environment/],
    [
      'has an environment of no namespace',
      'repository: https://a.test\nregistry: a\nenvironments: { a: {} }',
      /namespace/,
    ],
  ])('that %s is refused by the name of its variable', (_, text, message) => {
    expect(() => readPlatform(fileOf(text))).toThrow(message);
  });

  it('that is not there is refused by the name of its variable', () => {
    expect(() => readPlatform('/nowhere')).toThrow(
      'PLATFORM_FILE must be a file that can be read, not "/nowhere": ENOENT',
    );
  });
});
