import type { KubernetesObject } from '@exemplar/deploy-engine/registry';

import type { Platform } from '../descriptor/platform-schema.ts';
import type { Service } from '../descriptor/service-schema.ts';
import { findEnvironment } from './find-environment.ts';
import { autoscaler } from './objects/autoscaler.ts';
import { configMap } from './objects/config.ts';
import { deployment } from './objects/deployment.ts';
import { disruptionBudget } from './objects/disruption-budget.ts';
import { filesMap } from './objects/files.ts';
import { networkPolicies } from './objects/network-policies.ts';
import { podMonitor } from './objects/pod-monitor.ts';
import { route } from './objects/route.ts';
import { serviceAccount } from './objects/service-account.ts';
import { service as kubernetesService } from './objects/services.ts';
import { takeoverRoutes } from './objects/takeover-route.ts';
import { type Release, type Subject, UNRELEASED } from './subject.ts';

/**
 * What Kubernetes is told of a service, in the order in which it has to know: what pods need comes before them.
 *
 * @param environment its name in `k8s/platform.yaml`
 * @param release the version that is to run; without it, the newest image of the main branch
 * @throws DescriptionError where there is no such environment
 */
export function renderService(
  service: Service,
  environment: string,
  platform: Platform,
  release: Release = UNRELEASED,
): readonly KubernetesObject[] {
  const subject = { service, environment, where: findEnvironment(platform, environment), platform, release };
  return [
    serviceAccount(subject),
    configMap(subject),
    ...filesMap(subject),
    ...networkPolicies(subject),
    kubernetesService(subject),
    deployment(subject),
    autoscaler(subject),
    disruptionBudget(subject),
    podMonitor(subject),
    ...(service.exposure === 'public' ? publicObjects(subject) : []),
  ];
}

/** A public service can be tried with a part of its requests. */
const publicObjects = (subject: Subject): readonly KubernetesObject[] => [
  kubernetesService(subject, 'canary'),
  route(subject),
  ...takeoverRoutes(subject),
];
