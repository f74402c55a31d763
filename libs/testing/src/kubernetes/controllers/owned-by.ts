import type { KubeObject, OwnerReference, Stored } from '../kube-object.ts';

export const isOwnedBy =
  ({ metadata: { uid } }: Stored) =>
  ({ metadata }: KubeObject): boolean =>
    (metadata.ownerReferences ?? []).some((owner) => owner.controller === true && owner.uid === uid);

export const ownerOf = ({ apiVersion, kind, metadata: { name, uid } }: Stored): OwnerReference => ({
  apiVersion,
  kind,
  name,
  uid,
  controller: true,
  blockOwnerDeletion: true,
});
