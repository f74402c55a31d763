import type { KubernetesObject } from '@exemplar/deploy-engine/registry';

import type { Platform } from '../descriptor/platform-schema.ts';
import type { Service } from '../descriptor/service-schema.ts';
import { findEnvironment } from './find-environment.ts';
import { namespace } from './objects/namespace.ts';
import { defaultDeny } from './objects/network-policies.ts';
import { permissions } from './objects/permissions.ts';
import { priorityClasses } from './objects/priority-classes.ts';

/**
 * What an environment has once, for all its services, and what these may do in it.
 *
 * @param services those of the workspace
 * @throws DescriptionError where there is no such environment
 */
export function renderEnvironment(
  environment: string,
  platform: Platform,
  services: readonly Service[],
): readonly KubernetesObject[] {
  const where = findEnvironment(platform, environment);
  return [
    namespace(where.namespace),
    defaultDeny(where.namespace),
    ...priorityClasses(platform),
    ...permissions(environment, platform, services),
  ];
}
