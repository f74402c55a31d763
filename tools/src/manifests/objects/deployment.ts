import type { IDeployment } from 'kubernetes-models/apps/v1/Deployment';

import type { Subject } from '../subject.ts';
import { labelsOf, nameOf, selectorOf } from './metadata.ts';
import { podTemplate } from './pod.ts';

/**
 * A service's pods, and how one version follows another: new ones come first, no old one goes before. A rollout that stands
 * still for 60 s has failed. How many pods there are is the autoscaler's: a number here would undo its own at each apply.
 */
export const deployment = (subject: Subject): IDeployment => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: {
    name: nameOf(subject),
    namespace: subject.where.namespace,
    labels: { ...labelsOf(subject) },
    annotations: {
      version: subject.release.version,
      commit: subject.release.commit,
      'kubernetes.io/change-cause': subject.release.cause,
    },
  },
  spec: {
    selector: { matchLabels: { ...selectorOf(subject) } },
    strategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 0, maxSurge: '50%' } },
    minReadySeconds: 2,
    progressDeadlineSeconds: 60,
    revisionHistoryLimit: 10,
    template: podTemplate(subject, 'stable'),
  },
});
