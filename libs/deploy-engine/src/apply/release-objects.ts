import type { Deployment } from '../cluster/objects.ts';
import type { KubernetesObject } from '../kubernetes-object.ts';
import { PREFIX } from '../records/ledger.ts';
import type { Release } from '../registry/registry.ts';

/** What stands on a Deployment of the release that it is of, and of how it came there. */
export const MARKS = {
  release: `${PREFIX}release`,
  version: `${PREFIX}version`,
  id: `${PREFIX}id`,
  by: `${PREFIX}by`,
} as const;

export interface Marks {
  readonly release: Release;
  /** The request's. */
  readonly id: string;
  /** Who asked. */
  readonly by: string;
}

/** The objects with the Deployments marked. */
export const markedObjects = (
  objects: readonly KubernetesObject[],
  { release, id, by }: Marks,
): readonly KubernetesObject[] =>
  objects.map((object) => {
    if (object.kind !== 'Deployment') return object;
    const marks = { [MARKS.release]: release.digest, [MARKS.version]: release.version, [MARKS.id]: id, [MARKS.by]: by };
    return { ...object, metadata: { ...object.metadata, annotations: { ...object.metadata?.annotations, ...marks } } };
  });

/** The image that a Deployment's pods run, or are to run: that of the container named as the service. */
export function imageOf(deployment: Deployment, service: string): string | null {
  const containers = deployment.spec?.template?.spec?.containers ?? [];
  return (containers.find(({ name }) => name === service) ?? containers[0])?.image ?? null;
}

/** The digest of the release that a Deployment is of; null where it has been changed by other hands since. */
export function digestOn(deployment: Deployment, service: string, known: readonly Release[]): string | null {
  const digest = deployment.metadata.annotations?.[MARKS.release];
  const release = known.find((one) => one.digest === digest);
  if (release !== undefined && release.image !== imageOf(deployment, service)) return null;
  return digest ?? null;
}
