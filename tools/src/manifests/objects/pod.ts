import type { IPodTemplateSpec } from 'kubernetes-models/v1/PodTemplateSpec';
import type { ITopologySpreadConstraint } from 'kubernetes-models/v1/TopologySpreadConstraint';

import type { Subject } from '../subject.ts';
import { configHash } from './config.ts';
import { container, TEMPORARY } from './container.ts';
import { filesVolumes } from './files.ts';
import { labelsOf, partOf, selectorOf, type Track } from './metadata.ts';
import { priorityClassName } from './priority-classes.ts';
import { gracePeriodSeconds } from './shutdown.ts';
import { tokenVolumes } from './token.ts';

/** Any user that is nobody's on the node. A number: the kubelet cannot tell of a name that it is not root. */
const USER = 10_001;

/**
 * Spread, but not at the price of a pod that cannot start. Only pods of the same version count, so that those of a
 * rollout do not have to settle around those that leave.
 */
const spread = (subject: Subject, track: Track, topologyKey: string): ITopologySpreadConstraint => ({
  maxSkew: 1,
  topologyKey,
  whenUnsatisfiable: 'ScheduleAnyway',
  labelSelector: { matchLabels: { ...selectorOf(subject, track) } },
  matchLabelKeys: ['pod-template-hash'],
});

/** What a service's pods are. */
export const podTemplate = (subject: Subject, track: Track): IPodTemplateSpec => ({
  metadata: { labels: { ...labelsOf(subject, track) }, annotations: { 'config-hash': configHash(subject) } },
  spec: {
    serviceAccountName: subject.service.name,
    automountServiceAccountToken: false,
    // Variables for every other service of the namespace, of which none is needed.
    enableServiceLinks: false,
    priorityClassName: priorityClassName(partOf(subject.platform.repository), subject.service.tier),
    terminationGracePeriodSeconds: gracePeriodSeconds(subject),
    securityContext: {
      runAsNonRoot: true,
      runAsUser: USER,
      runAsGroup: USER,
      seccompProfile: { type: 'RuntimeDefault' },
    },
    topologySpreadConstraints: [
      spread(subject, track, 'topology.kubernetes.io/zone'),
      spread(subject, track, 'kubernetes.io/hostname'),
    ],
    containers: [container(subject)],
    volumes: [
      { name: TEMPORARY, emptyDir: { sizeLimit: subject.service.resources.storage } },
      ...filesVolumes(subject),
      ...tokenVolumes(subject),
    ],
  },
});
