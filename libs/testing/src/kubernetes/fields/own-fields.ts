import { isDeepStrictEqual } from 'node:util';

import type { KubeObject, ManagedFields } from '../kube-object.ts';
import { applyConflict } from '../status-error.ts';
import { mergeFields, withoutField } from './apply-fields.ts';
import { type FieldPath, fieldPaths, segmentsOf } from './field-paths.ts';
import { isSameManager, type Manager, readManagers, writeManagers } from './managed-fields.ts';

export interface Writer {
  readonly manager: string;
  readonly force: boolean;
  readonly subresource?: string | undefined;
  /** RFC 3339. */
  readonly time: string;
}

/**
 * Applies what a manager wants, after https://kubernetes.io/docs/reference/using-api/server-side-apply/: what it set before and sets no more goes, where
 * nobody else owns it.
 *
 * @param live what is there, or undefined
 * @throws StatusError Conflict where another owns a field that would change, unless `force`
 */
export function applyAs(writer: Writer, live: KubeObject | undefined, applied: KubeObject): KubeObject {
  const self = { name: writer.manager, operation: 'Apply', ...of(writer) } as const;
  const managers = readManagers(live?.metadata.managedFields);
  const others = managers.filter((manager) => !isSameManager(manager, self));
  const wanted = fieldPaths(applied);
  const has = live === undefined ? new Map<FieldPath, unknown>() : fieldPaths(live);
  const changed = new Set(
    [...wanted].filter(([path, value]) => !isDeepStrictEqual(has.get(path), value)).map(([path]) => path),
  );
  if (!writer.force) refuseConflicts(others, changed, applied.apiVersion);

  const left = others.map((manager) => ({ ...manager, paths: minus(manager.paths, changed) }));
  const before = managers.find((manager) => isSameManager(manager, self))?.paths ?? new Set();
  const given = [...before].filter((path) => !wanted.has(path) && !left.some(({ paths }) => owns(paths, path)));
  const merged = mergeFields(live ?? {}, applied);
  const object = given.reduce(withoutField, merged) as KubeObject;
  return withManagers(object, [...left, { ...self, paths: new Set(wanted.keys()) }], writer, live);
}

const minus = (paths: ReadonlySet<FieldPath>, ...taken: readonly ReadonlySet<FieldPath>[]): ReadonlySet<FieldPath> =>
  new Set([...paths].filter((path) => !taken.some((set) => set.has(path))));

/** Gives the fields that a write changed to who wrote them, and takes them from all others. */
export function updateAs(writer: Writer, live: KubeObject | undefined, updated: KubeObject): KubeObject {
  const self = { name: writer.manager, operation: 'Update', ...of(writer) } as const;
  const managers = readManagers(live?.metadata.managedFields);
  const [had, has] = [fieldPaths(live ?? {}), fieldPaths(updated)];
  const changed = new Set(
    [...has]
      .filter(([path, value]) => !had.has(path) || !isDeepStrictEqual(had.get(path), value))
      .map(([path]) => path),
  );
  const gone = new Set([...had.keys()].filter((path) => !has.has(path)));
  if (changed.size + gone.size === 0) return withManagers(updated, managers, writer, live);

  const kept = managers.map((manager) => ({ ...manager, paths: minus(manager.paths, changed, gone) }));
  const own = kept.find((manager) => isSameManager(manager, self))?.paths ?? new Set();
  const others = kept.filter((manager) => !isSameManager(manager, self));
  return withManagers(updated, [...others, { ...self, paths: new Set([...own, ...changed]) }], writer, live);
}

const of = ({ subresource }: Writer): { readonly subresource?: string } =>
  subresource === undefined ? {} : { subresource };

function refuseConflicts(others: readonly Manager[], changed: ReadonlySet<FieldPath>, apiVersion: string): void {
  const conflicts = others.flatMap(({ name, operation, paths }) =>
    [...paths]
      .filter((path) => changed.has(path))
      .map((path) => ({
        manager: operation === 'Update' ? `"${name}" using ${apiVersion}` : `"${name}"`,
        field: readable(path),
      })),
  );
  if (conflicts.length > 0) throw applyConflict(conflicts);
}

/** `.spec.template.spec.containers[name="shop"].image`. A value of a set is the same for all, so nobody disagrees about it. */
const readable = (path: FieldPath): string =>
  segmentsOf(path)
    .map((segment) => (segment.startsWith('f:') ? `.${segment.slice(2)}` : `[${keyText(segment)}]`))
    .join('');

const keyText = (segment: string): string =>
  Object.entries(JSON.parse(segment.slice(2)) as Record<string, unknown>)
    .map(([key, value]) => `${key}=${JSON.stringify(value)}`)
    .join(',');

/** Whoever owns something in an item, or in a map, owns that it is there. */
const owns = (paths: ReadonlySet<FieldPath>, path: FieldPath): boolean =>
  paths.has(path) || [...paths].some((other) => other.startsWith(`${path}\n`));

function withManagers(
  object: KubeObject,
  managers: readonly Manager[],
  { time }: Writer,
  live: KubeObject | undefined,
): KubeObject {
  const before: readonly ManagedFields[] | undefined = live?.metadata.managedFields;
  const managedFields = writeManagers(managers, { apiVersion: object.apiVersion, time, before });
  return { ...object, metadata: { ...object.metadata, managedFields } };
}
