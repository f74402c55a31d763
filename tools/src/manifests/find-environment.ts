import { DescriptionError } from '@exemplar/deploy-engine/description';

import type { Environment, Platform } from '../descriptor/platform-schema.ts';

/**
 * The environment of that name.
 *
 * @throws DescriptionError, which names those there are
 */
export function findEnvironment({ environments }: Platform, name: string): Environment {
  const environment = Object.hasOwn(environments, name) ? environments[name] : undefined;
  if (environment !== undefined) return environment;
  const all = Object.keys(environments).join(', ');
  throw new DescriptionError(`There is no environment "${name}" in k8s/platform.yaml. There are: ${all}.`);
}
