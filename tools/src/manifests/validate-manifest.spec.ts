import { parse } from 'yaml';

import type { KubernetesObject } from '@exemplar/deploy-engine/registry';

import { PLATFORM, serviceWith } from '../../fixtures/subject.ts';
import { renderCanary } from './render-canary.ts';
import { renderEnvironment } from './render-environment.ts';
import { renderService } from './render-service.ts';
import { validateManifest } from './validate-manifest.ts';

const service = serviceWith({
  exposure: 'public',
  egress: { internet: true, redis: true, services: ['link-preview'], prometheus: true, addresses: ['registry'] },
  secrets: ['TOKEN'],
  files: [{ path: 'k8s/platform.yaml', text: 'a: 1\n' }],
  permissions: {
    environments: 'own',
    rules: [{ group: '', resources: ['pods'], verbs: ['get'], names: ['one'] }],
  },
});
const release = { version: '1.2', commit: 'abc', cause: 'Faster' };
const rendered = [
  ...renderEnvironment('staging', PLATFORM, [service]),
  ...renderService(service, 'staging', PLATFORM),
  ...renderCanary(service, 'staging', PLATFORM, release, 10),
];

/** The first rendered object of a kind, with one more field, or another value: YAML in the flow style. */
const changed = (kind: string, change: string): KubernetesObject => {
  const object = rendered.find((one) => one.kind === kind);
  return { ...object, ...(parse(change) as object) } as KubernetesObject;
};

describe('the schemas of manifests', () => {
  it.each(rendered.map((object) => [`${object.kind} ${String(object.metadata?.name)}`, object] as const))(
    'are followed by %s',
    (_, object) => {
      expect(validateManifest(object)).toEqual([]);
    },
  );

  it.each([...new Set(rendered.map(({ kind }) => kind))])('know of no other field of a %s', (kind) => {
    const [complaint, ...others] = validateManifest(changed(kind, 'speck: { a: 1 }'));
    expect(complaint).toMatch(new RegExp(`^${kind} .*: there is no field speck.$`));
    expect(others).toEqual([]);
  });

  it.each([
    ['a field deep in a map', 'Service', 'spec: { selektor: {} }', /: there is no field spec.selektor.$/],
    [
      'a field in a list',
      'HTTPRoute',
      'spec: { rules: [{}, { backendRefs: [{ name: a, wait: 1 }] }] }',
      /: there is no field spec.rules.1.backendRefs.0.wait.$/,
    ],
    [
      'a wrong type',
      'PodMonitor',
      'spec: { selector: {}, podMetricsEndpoints: [{ port: 9000 }] }',
      /^PodMonitor user-auth: spec\/podMetricsEndpoints\/0\/port must be string.$/,
    ],
    ['what is missing', 'Deployment', 'spec: { selector: {} }', /: spec must have required property template.$/],
    [
      'an object without a name',
      'ConfigMap',
      '{ metadata: , data: { A: 1 } }',
      /^ConfigMap without a name: A must be string.$/,
    ],
    [
      'an old version',
      'PodDisruptionBudget',
      'apiVersion: policy/v1beta1',
      /policy\/v1beta1 .* is no kind that services/,
    ],
  ])('complain of %s', (_, kind, change, complaint) => {
    expect(validateManifest(changed(kind, change))).toEqual([expect.stringMatching(complaint)]);
  });
});
