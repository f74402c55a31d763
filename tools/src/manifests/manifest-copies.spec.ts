import { join } from 'node:path';

import { readManifests } from '@exemplar/deploy-engine/registry';

import { serviceYaml } from '../../fixtures/service-yaml.ts';
import { filesOn } from '../workspace/files.ts';
import { manifestCopies } from './manifest-copies.ts';

const FILES = filesOn(join(import.meta.dirname, '../../..'));

const workspaceOf = (services: Readonly<Record<string, string>>) => ({
  children: () => Object.keys(services),
  read: (path: string, encoding: 'utf-8') => {
    const [, name = '', file = ''] = /^apps\/([^/]+)\/(.*)$/.exec(path) ?? [];
    return file === '' ? FILES.read(path, encoding) : (services[name] ?? null);
  },
});

describe('the Kubernetes manifests', () => {
  it('are a folder for each environment, with a file for each service and what kustomize reads', async () => {
    const copies = await manifestCopies.make(workspaceOf({ 'user-auth': serviceYaml() }));
    expect(copies.map(({ path }) => path)).toEqual(
      ['staging', 'production'].flatMap((environment) =>
        ['kustomization', 'environment', 'user-auth'].map((name) => `k8s/${environment}/${name}.yaml`),
      ),
    );
    expect(readManifests(String(copies[0]?.text))).toMatchObject([
      { resources: ['environment.yaml', 'user-auth.yaml'] },
    ]);
  });

  it('say in their first line what makes them, and from what', async () => {
    const copies = await manifestCopies.make(workspaceOf({ 'user-auth': serviceYaml() }));
    expect(copies[2]?.text.split('\n')[0]).toBe(
      '# Made by `npx nx sync` from apps/user-auth/service.yaml and k8s/platform.yaml: change what it is made from.',
    );
  });

  it.each([
    ['k8s/staging/user-auth.yaml', true],
    ['k8s/gone/kustomization.yaml', true],
    ['k8s/platform.yaml', false],
    ['k8s/README.md', false],
    ['k8s/observability/kustomization.yaml', false],
  ])('own %s: %s', (path, owned) => {
    expect(manifestCopies.owns(path)).toBe(owned);
  });

  it('are not made where a service calls one that is not there', () => {
    const calls = `${serviceYaml()}\negress: { services: [user-auth, billing] }`;
    expect(() => manifestCopies.make(workspaceOf({ 'user-auth': calls }))).toThrow(
      'apps/user-auth/service.yaml: egress.services names "billing". Wanted: services of this workspace: user-auth.',
    );
  });

  it('are not made where a service is called as the canary of another', () => {
    const services = { 'user-auth': serviceYaml(), 'user-auth-canary': serviceYaml('user-auth-canary') };
    expect(() => manifestCopies.make(workspaceOf(services))).toThrow(
      'apps/user-auth-canary/service.yaml: name is "user-auth-canary". Wanted: another, as the canary of user-auth is called so.',
    );
  });
});
