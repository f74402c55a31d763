import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { readCredentials } from './read-credentials.ts';

const HOST = 'registry.example.com';
const encoded = (text: string) => Buffer.from(text).toString('base64');
const auths = (...entries: readonly (readonly [string, string])[]) => ({
  auths: Object.fromEntries(entries.map(([key, text]) => [key, { auth: encoded(text) }])),
});

describe('the credentials of a machine', () => {
  let folder: string;

  const write = (path: string, content: unknown): string => {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
    return file;
  };

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'credentials-'));
  });

  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it.each([
    ['.config/containers/auth.json', { HOME: true }],
    ['.docker/config.json', { HOME: true }],
    ['config.json', { DOCKER_CONFIG: true }],
    ['containers/auth.json', { XDG_RUNTIME_DIR: true }],
  ])('are read from %s of %j', (path, variables) => {
    write(path, auths([HOST, 'ada:secret:word']));
    const env = Object.fromEntries(Object.keys(variables).map((name) => [name, folder]));
    expect(readCredentials(HOST, 'exemplar/', env)).toEqual({ username: 'ada', password: 'secret:word' });
  });

  it('are those of the file that the machine is told to take, and of no other', () => {
    write('.docker/config.json', auths([HOST, 'ada:1']));
    const file = write('other.json', auths([HOST, 'grace:2']));
    expect(readCredentials(HOST, '', { HOME: folder, REGISTRY_AUTH_FILE: file })?.username).toBe('grace');
    expect(readCredentials(HOST, '', { HOME: folder, REGISTRY_AUTH_FILE: join(folder, 'none') })).toBeUndefined();
  });

  it('are those of the path before those of the host', () => {
    const file = write('a.json', auths([HOST, 'ada:1'], [`${HOST}/exemplar`, 'grace:2']));
    expect(readCredentials(HOST, 'exemplar/', { REGISTRY_AUTH_FILE: file })?.username).toBe('grace');
    expect(readCredentials(HOST, 'other/', { REGISTRY_AUTH_FILE: file })?.username).toBe('ada');
  });

  it.each([
    ['docker.io', 'https://index.docker.io/v1/'],
    [HOST, `https://${HOST}`],
  ])('of %s may stand under %s', (host, key) => {
    const file = write('a.json', auths([key, 'ada:1']));
    expect(readCredentials(host, '', { REGISTRY_AUTH_FILE: file })?.username).toBe('ada');
  });

  it.each([['no JSON'], [{ auths: 1 }], [{}], [auths(['other.example.com', 'ada:1'])], [auths([HOST, 'ada'])]])(
    'are none in %j',
    (content) => {
      expect(readCredentials(HOST, '', { REGISTRY_AUTH_FILE: write('a.json', content) })).toBeUndefined();
    },
  );

  it('are none on a machine that has nothing', () => {
    expect(readCredentials(HOST, '', {})).toBeUndefined();
  });

  it.each([
    ['that of the registry', { credHelpers: { [HOST]: 'keeper' }, credsStore: 'none' }],
    ['the one for all', { credsStore: 'keeper' }],
  ])('are asked of a program that keeps them: %s', (_, content) => {
    const program = write(
      'docker-credential-keeper',
      '#!/bin/sh\necho "{\\"Username\\":\\"$1\\",\\"Secret\\":\\"$(cat)\\"}"',
    );
    chmodSync(program, 0o755);
    const env = { PATH: `${folder}:/usr/bin:/bin`, REGISTRY_AUTH_FILE: write('a.json', content) };
    expect(readCredentials(HOST, '', env)).toEqual({ username: 'get', password: HOST });
  });

  it('are none where that program is not there, or knows nobody', () => {
    const env = { PATH: folder, REGISTRY_AUTH_FILE: write('a.json', { credsStore: 'keeper' }) };
    expect(readCredentials(HOST, '', env)).toBeUndefined();
    chmodSync(write('docker-credential-keeper', '#!/bin/sh\necho "credentials not found"; exit 1'), 0o755);
    expect(readCredentials(HOST, '', env)).toBeUndefined();
  });
});
