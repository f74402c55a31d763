import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';

import {
  createDeployEngine,
  type DeployEngine,
  type DeployError,
  type DeployRules,
  type EngineOptions,
  openRegistry,
  type Registry,
} from '@exemplar/deploy-engine';
import { type Config, ConfigError, type ServiceContext } from '@exemplar/http-kit';

import type { Platform } from './read-platform.ts';
import { readTextFile } from './read-text-file.ts';
import type { settings } from './settings.ts';

type BotConfig = Config<typeof settings>;

/**
 * Opens the engine over the clusters and the registry that settings and platform file name.
 *
 * @throws ConfigError that names the variable
 */
export function openEngine(
  { config, logger, metrics }: Pick<ServiceContext, 'logger' | 'metrics'> & { readonly config: BotConfig },
  { repository, registry, ...platform }: Platform,
  rules: DeployRules,
): DeployEngine {
  const { KUBECONFIG: kubeconfig } = config;
  if (kubeconfig !== undefined) readTextFile('KUBECONFIG', kubeconfig);
  const sentry = sentryOf(config);
  const options = {
    environments: environmentsOf(config, platform.environments),
    repository,
    rules,
    logger,
    metrics,
    kubeconfig,
    sentry,
    registry: registryOf(config, registry),
    // a name that no other process has, nor this one's after its next start
    holder: `${hostname()}-${randomUUID().slice(0, 8)}`,
  };
  return createDeployEngine(options);
}

/**
 * The environments that it deploys to. Contexts are names in people's kubeconfigs: a pod's service account knows its own cluster alone.
 */
function environmentsOf(
  { DEPLOY_ENVIRONMENTS: wanted, KUBECONFIG: kubeconfig }: BotConfig,
  all: Platform['environments'],
): EngineOptions['environments'] {
  const unknown = wanted.find((name) => !Object.hasOwn(all, name));
  if (unknown !== undefined) {
    const known = Object.keys(all).join(', ');
    throw new ConfigError('DEPLOY_ENVIRONMENTS', `DEPLOY_ENVIRONMENTS must be some of ${known}, not "${unknown}"`);
  }
  const chosen = Object.entries(all).filter(([name]) => wanted.length === 0 || wanted.includes(name));
  return Object.fromEntries(
    chosen.map(([name, { namespace, prometheus, context }]) => [
      name,
      { namespace, prometheus, context: kubeconfig === undefined ? undefined : context },
    ]),
  );
}

function registryOf(config: BotConfig, ofPlatform: string): Registry {
  const { REGISTRY: base = ofPlatform, SERVICES: services, REGISTRY_USERNAME: username } = config;
  const { REGISTRY_PASSWORD: password } = config;
  checkPair('REGISTRY_USERNAME', username, 'REGISTRY_PASSWORD', password);
  const credentials = username === undefined || password === undefined ? {} : { credentials: { username, password } };
  try {
    return openRegistry({ base, services, ...credentials });
  } catch (error) {
    throw new ConfigError('REGISTRY', `REGISTRY: ${(error as DeployError).message}`);
  }
}

function sentryOf({ SENTRY_URL: url, SENTRY_ORG: organisation, SENTRY_AUTH_TOKEN: token }: BotConfig) {
  checkPair('SENTRY_ORG', organisation, 'SENTRY_AUTH_TOKEN', token);
  return organisation === undefined || token === undefined ? undefined : { url, organisation, token };
}

/** @throws ConfigError where one of two is set that go together */
function checkPair(one: string, first: string | undefined, other: string, second: string | undefined): void {
  if ((first === undefined) === (second === undefined)) return;
  const [unset, set] = first === undefined ? [one, other] : [other, one];
  throw new ConfigError(unset, `${unset} must be set, because ${set} is`);
}
