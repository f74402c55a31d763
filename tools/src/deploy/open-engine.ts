import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';

import { createDeployEngine, type DeployEngine, openRegistry } from '@exemplar/deploy-engine';
import { parseDeployRules } from '@exemplar/deploy-engine/rules';

import { listServices } from '../descriptor/list-services.ts';
import type { Platform } from '../descriptor/platform-schema.ts';
import { readPlatform } from '../descriptor/read-platform.ts';
import { Failure } from '../program/failure.ts';
import { filesOn } from '../workspace/files.ts';
import type { Wishes } from './read-wishes.ts';
import type { Surroundings } from './surroundings.ts';

const RULES = 'k8s/deploy-rules.yaml';

/**
 * The engine that the deploy bot has, too, over the environments of `k8s/platform.yaml`, by the rules of `k8s/deploy-rules.yaml`.
 *
 * @throws Failure, DescriptionError, DeployError
 */
export function openEngine(
  wishes: Wishes,
  { workspaceRoot, env, login, logger, times = {} }: Surroundings,
): DeployEngine {
  const files = filesOn(workspaceRoot);
  const platform = readPlatform(files);
  const rules = files.read(RULES, 'utf-8');
  if (rules === null) throw new Failure(`${RULES} is missing. It says who may deploy what, where and when.`);
  return createDeployEngine({
    environments: environmentsOf(platform, wishes),
    registry: openRegistry({
      base: wishes.registry ?? platform.registry,
      services: listServices(files).map(({ name }) => name),
      env,
    }),
    rules: parseDeployRules(rules, RULES),
    holder: `${login}@${hostname()}-${randomUUID().slice(0, 8)}`,
    logger,
    repository: platform.repository,
    times,
  });
}

const environmentsOf = ({ environments }: Platform, wishes: Wishes) =>
  Object.fromEntries(
    Object.entries(environments).map(([name, { namespace, context }]) => {
      const isMeant = name === wishes.environment;
      // The address in the platform is that within the cluster, where a terminal is not.
      const prometheus = isMeant ? wishes.prometheus : undefined;
      return [name, { namespace, context: (isMeant ? wishes.context : undefined) ?? context, prometheus }];
    }),
  );
