import { basename } from 'node:path';

import type { IObjectMeta } from '@kubernetes-models/apimachinery/apis/meta/v1/ObjectMeta';

import type { Installation, Subject } from '../subject.ts';

/** Which of a service's pods: those that serve, or the few that try the next version. */
export type Track = 'stable' | 'canary';

/** What the objects of a track are called. */
export const nameOf = ({ service }: Installation, track: Track = 'stable'): string =>
  track === 'canary' ? `${service.name}-canary` : service.name;

/** The labels of all pods of a service, canaries too: for what must not tell them apart, such as network policies. */
export const podsOf = (service: string): Readonly<Record<string, string>> => ({ 'app.kubernetes.io/name': service });

/**
 * The labels by which a track's pods are found. A Deployment's selector can never change, so it holds nothing that may: neither
 * version nor owner. The instance keeps a canary's pods out of what selects the stable ones.
 */
export const selectorOf = (installation: Installation, track: Track = 'stable'): Readonly<Record<string, string>> => ({
  ...podsOf(installation.service.name),
  'app.kubernetes.io/instance': nameOf(installation, track),
});

/** The labels of every object: Kubernetes' recommended ones, and who answers for it. */
export const labelsOf = (subject: Subject, track: Track): Readonly<Record<string, string>> => ({
  ...selectorOf(subject, track),
  'app.kubernetes.io/version': subject.release.version,
  'app.kubernetes.io/component': 'service',
  'app.kubernetes.io/part-of': partOf(subject.platform.repository),
  'app.kubernetes.io/managed-by': 'nx',
  owner: subject.service.owner,
  tier: String(subject.service.tier),
});

/** What all services are part of: the repository's own name. */
export const partOf = (repository: string): string => basename(new URL(repository).pathname);

/** The metadata of an object of a service, or of its canary. */
export const metadataOf = (subject: Subject, track: Track = 'stable') =>
  ({
    name: nameOf(subject, track),
    namespace: subject.where.namespace,
    labels: { ...labelsOf(subject, track) },
  }) satisfies IObjectMeta;
