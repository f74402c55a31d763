import { type Fields, isFields } from './json.ts';
import { isAtomic, isSet, itemKey, keysOf } from './list-keys.ts';

/** The way to a field, in the words of managed fields, joined: `f:spec`, `f:replicas`. */
export type FieldPath = string;

const JOINT = '\n';

export const segmentsOf = (path: FieldPath): readonly string[] => path.split(JOINT);

const joined = (...segments: readonly string[]): FieldPath => segments.filter(Boolean).join(JOINT);

/** What nobody owns: it names the object, or is the cluster's own. */
const NOBODYS = new Set([
  'f:apiVersion',
  'f:kind',
  ...[
    'name',
    'namespace',
    'generateName',
    'uid',
    'resourceVersion',
    'generation',
    'creationTimestamp',
    'deletionTimestamp',
    'deletionGracePeriodSeconds',
    'managedFields',
  ].map((name) => joined('f:metadata', `f:${name}`)),
]);

/**
 * The fields that an object sets: each leaf, and each item of a list whose items are told apart.
 *
 * @returns each path with its value
 */
export function fieldPaths(object: Fields): ReadonlyMap<FieldPath, unknown> {
  const found = new Map<FieldPath, unknown>();
  collect(object, '', '', found);
  for (const path of NOBODYS) found.delete(path);
  return found;
}

function collect(value: unknown, at: FieldPath, field: string, found: Map<FieldPath, unknown>): void {
  if (Array.isArray(value)) {
    collectItems(value, at, field, found);
    return;
  }
  if (!isFields(value) || isAtomic(field) || Object.keys(value).length === 0) {
    found.set(at, value);
    return;
  }
  for (const [name, inner] of Object.entries(value)) {
    const path = joined(at, `f:${name}`);
    if (NOBODYS.has(path)) continue;
    collect(inner, path, name, found);
  }
}

function collectItems(list: readonly unknown[], at: FieldPath, field: string, found: Map<FieldPath, unknown>): void {
  const keys = keysOf(field, list);
  if (isSet(field)) for (const item of list) found.set(joined(at, `v:${JSON.stringify(item)}`), item);
  else if (keys === undefined) found.set(at, list);
  else {
    for (const item of list) {
      const path = joined(at, itemKey(item, keys));
      found.set(path, undefined); // that the item is there at all
      collect(item, path, '', found);
    }
  }
}
