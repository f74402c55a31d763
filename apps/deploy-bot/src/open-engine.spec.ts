import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { type Environment, readConfig } from '@exemplar/http-kit';
import { createLogger } from '@exemplar/logging';
import { createMetrics } from '@exemplar/monitoring';
import { captureStream } from '@exemplar/testing';

import { RULES } from '../fixtures/samples.ts';
import openSurroundings, { type DeploySurroundings } from '../fixtures/surroundings.ts';
import { openEngine } from './open-engine.ts';
import { readPlatform } from './read-platform.ts';
import { readRules, slackGroupsOf } from './read-rules.ts';
import { settings } from './settings.ts';

const contextOf = (env: Environment) => ({
  config: readConfig(settings, env),
  logger: createLogger({ service: 'spec', version: '1', output: captureStream().stream }),
  metrics: createMetrics({ service: 'spec', version: '1' }),
});

describe('the engine that settings say', () => {
  let around: DeploySurroundings;

  beforeAll(async () => {
    around = await openSurroundings();
  });

  afterAll(() => around.close());

  const open = (env: Record<string, string | undefined> = {}) =>
    openEngine(contextOf({ ...around.env, ...env }), readPlatform(around.env.PLATFORM_FILE), RULES);

  it('is over the registry and the cluster that they name', async () => {
    const engine = open({ REGISTRY_USERNAME: 'ada', REGISTRY_PASSWORD: 'secret', SERVICES: 'shop' });

    expect([await engine.services(), engine.environments, await engine.locks()]).toEqual([
      ['shop'],
      ['staging', 'production'],
      [],
    ]);
  });

  it("is over the platform file's registry, and the pod's cluster, where no other is named", () => {
    const engine = open({ REGISTRY: undefined, KUBECONFIG: undefined });

    expect(engine.environments).toEqual(['staging', 'production']);
  });

  it('deploys to the environments that they name, in the order of the platform file', () => {
    expect(open({ DEPLOY_ENVIRONMENTS: 'production,staging' }).environments).toEqual(['staging', 'production']);
    expect(open({ DEPLOY_ENVIRONMENTS: 'staging' }).environments).toEqual(['staging']);
  });

  it.each([
    [{ DEPLOY_ENVIRONMENTS: 'moon' }, 'DEPLOY_ENVIRONMENTS must be some of staging, production, not "moon"'],
    [{ REGISTRY_USERNAME: 'ada' }, 'REGISTRY_PASSWORD must be set, because REGISTRY_USERNAME is'],
    [{ SENTRY_AUTH_TOKEN: 'x' }, 'SENTRY_ORG must be set, because SENTRY_AUTH_TOKEN is'],
    [{ REGISTRY: 'localhost/exemplar-' }, 'REGISTRY: "localhost/exemplar-" is no address of a registry.'],
  ])('cannot be with %j', (env, message) => {
    expect(() => open(env)).toThrow(message);
    expect(() => open({ SENTRY_ORG: 'exemplar', SENTRY_AUTH_TOKEN: 'x' })).not.toThrow();
  });
});

describe('the rules', () => {
  it('are read line by line, and told by the name of their variable', () => {
    const folder = mkdtempSync(join(tmpdir(), 'rules-'));
    const file = join(folder, 'rules.yaml');
    writeFileSync(file, 'people: {}\nenvironments: { staging: { roles: { boss: [] } } }\n');

    expect(() => readRules(file)).toThrow(/^DEPLOY_RULES_FILE: .*rules\.yaml:2/);
    rmSync(folder, { recursive: true });
  });

  it("are the repository's own, with the groups that Slack knows", () => {
    const rules = readRules(join(import.meta.dirname, '../../../k8s/deploy-rules.yaml'));

    expect(slackGroupsOf(rules)).toEqual(['S0123DEVS']);
  });
});
