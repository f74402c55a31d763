import type { IDeployment } from 'kubernetes-models/apps/v1/Deployment';

import type { KubernetesObject } from '@exemplar/deploy-engine/registry';

import type { Platform } from '../descriptor/platform-schema.ts';
import type { Service } from '../descriptor/service-schema.ts';
import { findEnvironment } from './find-environment.ts';
import { deployment } from './objects/deployment.ts';
import { replicasOf } from './objects/replicas.ts';
import { route } from './objects/route.ts';
import type { Release, Subject } from './subject.ts';

/**
 * What tries a version with a part of the public requests: pods of their own beside the stable ones, and the route's weights.
 *
 * There are as many pods as the share asks for of the least number of stable ones; no autoscaler changes that, so that their
 * figures can be compared.
 *
 * @param percent of the requests, 1 to 99
 * @throws DescriptionError where there is no such environment
 */
export function renderCanary(
  service: Service,
  environment: string,
  platform: Platform,
  release: Release,
  percent: number,
): readonly KubernetesObject[] {
  const subject = { service, environment, where: findEnvironment(platform, environment), platform, release };
  return [canaryDeployment(subject, percent), route(subject, percent)];
}

function canaryDeployment(subject: Subject, percent: number): IDeployment {
  const { spec, ...rest } = deployment(subject, 'canary');
  return { ...rest, spec: { replicas: Math.ceil((replicasOf(subject).min * percent) / 100), ...spec } };
}
