import type { KubernetesObject } from '@exemplar/deploy-engine/registry';

import type { Platform } from '../../descriptor/platform-schema.ts';
import type { Service } from '../../descriptor/service-schema.ts';
import { findEnvironment } from '../find-environment.ts';
import type { Row } from './manifest-check.ts';
import { manifestChecks } from './manifest-checks.ts';

export interface ManifestVerdict {
  readonly row: Row;
  readonly name: string;
  /** What is wrong and what to do, or null. */
  readonly problem: string | null;
}

/**
 * Holds objects to every named check. Whether they follow their schemas `validateManifest` says.
 *
 * @param objects those of a service and of its environment: `k8s/<environment>/<service>.yaml` and `environment.yaml`
 * @returns a verdict for each check, in their order
 * @throws DescriptionError where there is no such environment
 */
export function checkManifests(
  objects: readonly KubernetesObject[],
  service: Service,
  environment: string,
  platform: Platform,
): readonly ManifestVerdict[] {
  const installation = { service, environment, where: findEnvironment(platform, environment), platform };
  return manifestChecks.map(({ row, name, check }) => ({ row, name, problem: check(objects, installation) }));
}
