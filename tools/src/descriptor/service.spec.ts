import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { DescriptionError, parseDescription } from '@exemplar/deploy-engine/description';

import { serviceYaml } from '../../fixtures/service-yaml.ts';
import { filesOn } from '../workspace/files.ts';
import { listServices } from './list-services.ts';
import { readPlatform } from './read-platform.ts';
import { readService } from './read-service.ts';
import { type ServiceDescription, serviceSchema } from './service-schema.ts';

const workspaceRoot = join(import.meta.dirname, '../../..');

const FILES = filesOn(workspaceRoot);
const WHOLE = serviceYaml();

const parseService = (text: string, file: string): ServiceDescription => parseDescription(text, file, serviceSchema);

/** What reading a text complains of, a line each. */
const complaints = (text: string): readonly string[] => {
  try {
    parseService(text, 'apps/a/service.yaml');
    return [];
  } catch (error) {
    expect(error).toBeInstanceOf(DescriptionError);
    return (error as DescriptionError).message.split('\n');
  }
};

describe('service.yaml', () => {
  it('says what a service is', () => {
    expect(parseService(WHOLE, 'apps/user-auth/service.yaml')).toMatchObject({
      name: 'user-auth',
      slo: { availability: 99.5, latency: { percentile: 95, milliseconds: 250 } },
      replicas: { min: 2, max: 4 },
    });
  });

  it('lets a service call nobody, and gives it no settings, unless it says so', () => {
    const { egress, environment, secrets, files, permissions } = parseService(WHOLE, 'apps/user-auth/service.yaml');
    expect({ egress, environment, secrets, files, permissions }).toEqual({
      egress: { internet: false, redis: false, services: [], prometheus: false, addresses: [] },
      environment: {},
      secrets: [],
      files: [],
      permissions: { environments: 'own', rules: [] },
    });
  });

  it('may give a variable another value in each environment', () => {
    const text = `${WHOLE}\nenvironment:\n  A: 1\n  B: { staging: x, production: true }\n`;
    expect(parseService(text, 'a').environment).toEqual({ A: 1, B: { staging: 'x', production: true } });
  });

  it.each([
    [
      'a wrong value',
      WHOLE.replace('99.5', 'high'),
      /^apps\/a\/service.yaml:6: slo.availability is "high". Wanted: .*90 to 99.999.$/,
    ],
    [
      'a wrong part of a map',
      WHOLE.replace('256Mi', '256MB'),
      /:13: resources.memory.limit is "256MB". Wanted: what a pod gets at most.$/,
    ],
    [
      'a wrong entry of a list',
      `${WHOLE}\nsecrets: [TOKEN, token]`,
      /: secrets.1 is "token". Wanted: environment variables whose values come from a Secret.$/,
    ],
    [
      'requests that it takes over although it is internal',
      `${WHOLE}\ntakesOver: { hostname: a.test, path: /a, from: { service: m, namespace: m, port: 80 }, percent: 1 }`,
      /:9: exposure is "internal". Wanted: public, as the requests of takesOver come through the gateway.$/,
    ],
    [
      'a value that should be a map',
      WHOLE.replace('{ min: 2, max: 4 }', '2'),
      /:10: replicas is 2. Wanted: how many pods there are.$/,
    ],
    [
      'a map that should be a value',
      WHOLE.replace('tier: 2', 'tier: { a: 1 }'),
      /:4: tier is {"a":1}. Wanted: how bad/,
    ],
    ['a list that should be a map', '- a', /:1: The file is \["a"\]. Wanted: a map of keys and values.$/],
    ['nothing', '', /:1: The file is null. Wanted: a map/],
    ['what is missing', WHOLE.replace(/^owner:.*\n/m, ''), /:1: owner is missing. Wanted: the team/],
    ['what is missing in a map', WHOLE.replace(', max: 4', ''), /:10: replicas.max is missing. Wanted: /],
    [
      'an unknown key',
      `${WHOLE}\nreplica: 3`,
      /:15: replica is no key of a service.yaml. tools\/service.schema.json has/,
    ],
    ['an unknown key in a map', WHOLE.replace('min: 2', 'min: 2, mean: 3'), /:10: replicas.mean is no key/],
    [
      'a list for environments',
      `${WHOLE}\nenvironment: { a-b: 1 }`,
      /:15: environment.a-b .*Wanted: environment variables/,
    ],
    [
      'fewer pods at most than at least',
      WHOLE.replace('max: 4', 'max: 1'),
      /:10: replicas.max is 1. Wanted: .* not below min.$/,
    ],
    [
      'a verb that is none',
      `${WHOLE}\npermissions:\n  rules:\n    - { group: apps, resources: [deployments], verbs: [get, '*'] }`,
      /:17: permissions.rules.0.verbs.1 is "\*". Wanted: some of get, list, watch, create, update, patch, delete.$/,
    ],
    [
      'a right that gives rights',
      `${WHOLE}\npermissions: { rules: [{ group: rbac.authorization.k8s.io, resources: [roles], verbs: [patch] }] }`,
      /:15: permissions.rules.0.group is "rbac.authorization.k8s.io". Wanted: .*: operators give rights.$/,
    ],
    [
      'a right to read secrets',
      `${WHOLE}\npermissions: { rules: [{ group: '', resources: [pods, secrets], verbs: [get] }] }`,
      /:15: permissions.rules.0.resources.1 is "secrets". Wanted: the names of resources, .* and none of secrets, /,
    ],
    [
      'a file outside the repository',
      `${WHOLE}\nfiles: [k8s/../../etc/passwd]`,
      /:15: files.0 is "k8s\/..\/..\/etc\/passwd". Wanted: files of this repository, /,
    ],
    ['two values for one key', `${WHOLE}\nname: b`, /:15: Map keys must be unique.$/],
    ['what is no YAML', 'name: [', /:1: Flow sequence in block collection/],
  ])('complains of %s, and says where', (_, text, complaint) => {
    expect(complaints(text)).toEqual([expect.stringMatching(complaint)]);
  });

  it('complains of all mistakes at once, in their order', () => {
    const text = WHOLE.replace('99.5', 'high').replace('tier: 2', 'tier: 5').replace('storage: 16Mi', 'disk: 16Mi');
    expect(complaints(text).map((line) => line.split(' ', 2).join(' '))).toEqual([
      'apps/a/service.yaml:4: tier',
      'apps/a/service.yaml:6: slo.availability',
      'apps/a/service.yaml:12: resources.storage',
      'apps/a/service.yaml:14: resources.disk',
    ]);
  });

  it('is right for the exemplar', () => {
    expect(readService('apps/metadata-scraper', FILES)).toMatchObject({ name: 'metadata-scraper', tier: 1 });
  });

  it('has to be there, and to be of the service in its folder', () => {
    expect(() => readService('apps/none', FILES)).toThrow(/^apps\/none\/service.yaml is missing. It says what/);
    const folder = mkdtempSync(join(tmpdir(), 'workspace-'));
    mkdirSync(join(folder, 'apps/a'), { recursive: true });
    writeFileSync(join(folder, 'apps/a/service.yaml'), serviceYaml('b'));
    expect(() => readService('apps/a', filesOn(folder))).toThrow(
      'apps/a/service.yaml: name is "b". Wanted: the name of its folder, "a".',
    );
    rmSync(folder, { recursive: true });
  });

  it('comes with the texts of the files that it names', () => {
    const read = (said: string) => {
      const all: Readonly<Record<string, string>> = {
        'apps/a/service.yaml': `${serviceYaml('a')}\nfiles: ${said}`,
        'k8s/rules.yaml': 'a: 1',
        'docs/rules.yaml': 'b: 1',
      };
      return readService('apps/a', { children: () => [], read: (path) => all[path] ?? null });
    };
    expect(read('[k8s/rules.yaml]').files).toEqual([{ path: 'k8s/rules.yaml', text: 'a: 1' }]);
    expect(() => read('[k8s/rule.yaml]')).toThrow(
      'apps/a/service.yaml: files names "k8s/rule.yaml", which is not there. Wanted: files of this repository.',
    );
    expect(() => read('[k8s/rules.yaml, docs/rules.yaml]')).toThrow(
      'apps/a/service.yaml: files names "k8s/rules.yaml" and "docs/rules.yaml". Wanted: files of different names.',
    );
  });

  it('makes a service of a folder, by name', () => {
    const all = { 'apps/b/project.json': '{}', 'apps/a/project.json': '{}', 'apps/a/service.yaml': serviceYaml('a') };
    const files = {
      children: () => ['b', 'notes.md', 'a'],
      read: (path: string) => ({ ...all, 'apps/b/service.yaml': serviceYaml('b') })[path] ?? null,
    };
    expect(listServices(files).map(({ name }) => name)).toEqual(['a', 'b']);
  });
});

describe('platform.yaml', () => {
  const read = (text: string | null) => readPlatform({ children: () => [], read: () => text });

  it('says where services run', () => {
    expect(Object.keys(readPlatform(FILES).environments)).toEqual(['staging', 'production']);
  });

  it('has to be there, and to be right', () => {
    expect(() => read(null)).toThrow('k8s/platform.yaml is missing. It says where services run.');
    const text = String(FILES.read('k8s/platform.yaml', 'utf-8')).replace('staging.example.com', 'https://here');
    expect(() => read(text)).toThrow(
      'k8s/platform.yaml:7: environments.staging.domain is "https://here". Wanted: the domain of public services',
    );
  });
});
