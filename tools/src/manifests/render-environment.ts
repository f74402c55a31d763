import type { KubernetesObject } from '@exemplar/deploy-engine/registry';

import type { Platform } from '../descriptor/platform-schema.ts';
import { findEnvironment } from './find-environment.ts';
import { namespace } from './objects/namespace.ts';
import { defaultDeny } from './objects/network-policies.ts';
import { priorityClasses } from './objects/priority-classes.ts';

/**
 * What an environment has once, for all its services.
 *
 * @throws DescriptionError where there is no such environment
 */
export function renderEnvironment(environment: string, platform: Platform): readonly KubernetesObject[] {
  const where = findEnvironment(platform, environment);
  return [namespace(where.namespace), defaultDeny(where.namespace), ...priorityClasses(platform)];
}
