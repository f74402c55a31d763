import type { IDeployment } from 'kubernetes-models/apps/v1/Deployment';

import type { Subject } from '../subject.ts';
import { metadataOf, selectorOf, type Track } from './metadata.ts';
import { podTemplate } from './pod.ts';

/**
 * A service's pods, and how one version follows another: new ones come first, no old one goes before. A rollout that stands
 * still for 60 s has failed. How many pods there are is the autoscaler's: a number here would undo its own at each apply.
 */
export const deployment = (subject: Subject, track: Track = 'stable') =>
  ({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: {
      ...metadataOf(subject, track),
      annotations: {
        version: subject.release.version,
        commit: subject.release.commit,
        'kubernetes.io/change-cause': subject.release.cause,
      },
    },
    spec: {
      selector: { matchLabels: { ...selectorOf(subject, track) } },
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 0, maxSurge: '50%' } },
      minReadySeconds: 2,
      progressDeadlineSeconds: 60,
      revisionHistoryLimit: 10,
      template: podTemplate(subject, track),
    },
  }) satisfies IDeployment;
