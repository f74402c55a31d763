import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';

import { applyAs, updateAs, type Writer } from '../fields/own-fields.ts';
import type { KubeObject, Stored } from '../kube-object.ts';
import { type Resource, resourceOf } from '../resources.ts';
import { alreadyExists, badRequest, invalid, modified, notFound, StatusError } from '../status-error.ts';
import type { Store } from '../store.ts';
import { timestamp } from '../timestamp.ts';
import { withDefaults } from './defaults.ts';

/** Where an object is written, and by whom. */
export interface Write {
  readonly store: Store;
  readonly resource: Resource;
  readonly writer: Writer;
  /** Says what would be, and writes nothing. */
  readonly dryRun: boolean;
}

export function find(
  { store, resource }: Pick<Write, 'store' | 'resource'>,
  namespace: string | undefined,
  name: string,
): Stored {
  const found = store.get(resource, namespace, name);
  if (!found) throw notFound(resource, name);
  return found;
}

/** @throws StatusError AlreadyExists, NotFound (its namespace), BadRequest */
export function createObject(write: Write, given: KubeObject): Stored {
  const { resource, store, writer } = write;
  const { generateName } = given.metadata;
  const name = given.metadata.name || (generateName === undefined ? '' : `${generateName}${randomUUID().slice(0, 5)}`);
  if (name === '') throw invalid(resource, '', 'metadata.name', 'Required value: name or generateName is required');
  const { namespace } = given.metadata;
  if (store.get(resource, namespace, name)) throw alreadyExists(resource, name);
  const object = { ...given, metadata: { ...given.metadata, name } };
  return commit(
    write,
    undefined,
    updateAs(writer, undefined, resource.subresources.includes('status') ? without(object, 'status') : object),
  );
}

/** @throws StatusError NotFound, Conflict, Invalid */
export function replaceObject(write: Write, given: KubeObject): Stored {
  const live = find(write, given.metadata.namespace, given.metadata.name);
  return commit(write, live, updateAs(write.writer, live, onlyWhatCounts(write, live, given)));
}

/** @throws StatusError Conflict, Invalid, BadRequest */
export function applyObject(write: Write, given: KubeObject): Stored {
  const { store, resource, writer } = write;
  if (given.metadata.managedFields) throw badRequest('metadata.managedFields must be nil');
  const live = store.get(resource, given.metadata.namespace, given.metadata.name);
  if (live) refuseOutdated(resource, live, given);
  const applied = withoutMeta(
    resource.subresources.includes('status') && writer.subresource === undefined ? without(given, 'status') : given,
  );
  const object = applyAs(writer, live, writer.subresource === undefined ? applied : { ...without(applied, 'spec') });
  return commit(write, live, object);
}

/** Writes the outcome, with what the cluster itself adds. */
function commit({ store, resource, dryRun }: Write, live: Stored | undefined, object: KubeObject): Stored {
  const defaulted = withDefaults(object);
  if (live) refuseImmutable(resource, live, defaulted);
  refuseHomeless(store, resource, defaulted);
  const { uid, resourceVersion, creationTimestamp, generation, deletionTimestamp } = live?.metadata ?? {
    uid: randomUUID(),
    resourceVersion: String(store.version + 1),
    creationTimestamp: timestamp(),
    generation: 0,
  };
  const isNew = !live || !isDeepStrictEqual(contentOf(live), contentOf(defaulted));
  const metadata = {
    ...defaulted.metadata,
    uid,
    resourceVersion,
    creationTimestamp,
    generation: isNew ? generation + 1 : generation,
    ...(deletionTimestamp !== undefined && { deletionTimestamp }),
  };
  const stored: Stored = { ...defaulted, metadata };
  if (dryRun) return stored;
  if (deletionTimestamp !== undefined && (stored.metadata.finalizers ?? []).length === 0 && resource.kind !== 'Pod') {
    return store.remove(resource, stored);
  }
  return store.write(resource, stored);
}

/** What a change of makes a new generation. */
const contentOf = ({ metadata: _metadata, status: _status, ...content }: KubeObject): object => content;

const without = (object: KubeObject, field: string): KubeObject =>
  Object.fromEntries(Object.entries(object).filter(([name]) => name !== field)) as unknown as KubeObject;

function withoutMeta(object: KubeObject): KubeObject {
  const {
    uid: _uid,
    resourceVersion: _version,
    creationTimestamp: _time,
    generation: _generation,
    ...metadata
  } = object.metadata;
  return { ...object, metadata };
}

/** A write of the status changes the status alone, and any other all but that. */
function onlyWhatCounts({ resource, writer }: Write, live: Stored, given: KubeObject): KubeObject {
  refuseOutdated(resource, live, given);
  if (writer.subresource === 'status') return { ...live, status: given.status };
  const metadata = { ...given.metadata, managedFields: live.metadata.managedFields };
  if (!resource.subresources.includes('status')) return { ...given, metadata };
  return { ...without(given, 'status'), ...('status' in live && { status: live.status }), metadata };
}

function refuseOutdated(resource: Resource, live: Stored, { metadata }: KubeObject): void {
  const { resourceVersion = '', uid = live.metadata.uid } = metadata;
  const isOther = uid !== live.metadata.uid;
  if (isOther || (resourceVersion !== '' && resourceVersion !== live.metadata.resourceVersion)) {
    throw modified(resource, metadata.name);
  }
}

function refuseImmutable(resource: Resource, live: Stored, object: KubeObject): void {
  if (resource.group !== 'apps') return;
  const selectorOf = ({ spec }: KubeObject): unknown => (spec as { selector?: unknown } | undefined)?.selector;
  if (isDeepStrictEqual(selectorOf(live), selectorOf(object))) return;
  throw invalid(resource, object.metadata.name, 'spec.selector', 'Invalid value: field is immutable');
}

function refuseHomeless(store: Store, resource: Resource, { metadata }: KubeObject): void {
  const { namespace } = metadata;
  if (!resource.namespaced) return;
  if (namespace === undefined) throw badRequest('an empty namespace may not be set during creation');
  const namespaces = resourceOf('Namespace');
  if (!store.get(namespaces, undefined, namespace)) throw notFound(namespaces, namespace);
}

/** What `DELETE` may be told: https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/delete-options/. */
export interface DeleteOptions {
  readonly propagationPolicy?: string;
  readonly gracePeriodSeconds?: number;
  readonly preconditions?: { readonly uid?: string; readonly resourceVersion?: string };
}

/**
 * Deletes an object, or marks it: pods end first, and what has finalizers waits for those.
 *
 * @throws StatusError NotFound, Conflict
 */
export function deleteObject(write: Write, live: Stored, options: DeleteOptions): Stored {
  const { store, resource, dryRun } = write;
  const { metadata } = live;
  refusePrecondition(live, options);
  if (dryRun) return live;
  if (options.propagationPolicy === 'Orphan') orphan(store, metadata.uid);
  const grace = options.gracePeriodSeconds ?? (resource.kind === 'Pod' ? POD_GRACE : 0);
  const hasFinalizers = (metadata.finalizers ?? []).length > 0;
  const waits = hasFinalizers || (resource.kind === 'Pod' && grace > 0);
  if (!waits) return store.remove(resource, live);
  if (metadata.deletionTimestamp !== undefined) return live;
  const marks = { deletionTimestamp: timestamp(), deletionGracePeriodSeconds: grace };
  return store.write(resource, { ...live, metadata: { ...metadata, ...marks } });
}

/** What a pod gets to end in, in seconds, unless told otherwise. */
const POD_GRACE = 30;

function refusePrecondition({ metadata }: Stored, { preconditions = {} }: DeleteOptions): void {
  const { uid = metadata.uid, resourceVersion = metadata.resourceVersion } = preconditions;
  if (uid === metadata.uid && resourceVersion === metadata.resourceVersion) return;
  throw new StatusError('Conflict', `Precondition failed: UID ${uid}, resource version ${resourceVersion}`);
}

function orphan(store: Store, uid: string): void {
  for (const [resource, object] of store.all()) {
    const owners = object.metadata.ownerReferences ?? [];
    const ownerReferences = owners.filter((owner) => owner.uid !== uid);
    if (ownerReferences.length < owners.length) {
      store.write(resource, { ...object, metadata: { ...object.metadata, ownerReferences } });
    }
  }
}
