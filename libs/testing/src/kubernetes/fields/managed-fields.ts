import type { ManagedFields } from '../kube-object.ts';
import { type FieldPath, segmentsOf } from './field-paths.ts';
import type { Fields } from './json.ts';

/** Who set what, and how. */
export interface Manager {
  readonly name: string;
  readonly operation: ManagedFields['operation'];
  readonly subresource?: string;
  readonly paths: ReadonlySet<FieldPath>;
}

export const isSameManager = (one: Omit<Manager, 'paths'>, other: Omit<Manager, 'paths'>): boolean =>
  one.name === other.name && one.operation === other.operation && one.subresource === other.subresource;

export function readManagers(entries: readonly ManagedFields[] = []): readonly Manager[] {
  return entries.map(({ manager, operation, subresource, fieldsV1 }) => ({
    name: manager,
    operation,
    ...(subresource !== undefined && { subresource }),
    paths: new Set(pathsIn(fieldsV1 as Fields, [])),
  }));
}

/**
 * Writes managers as an object carries them; those who own nothing any more are left out.
 *
 * @param before what it carried: a manager whose fields are the same keeps its time
 */
export function writeManagers(
  managers: readonly Manager[],
  {
    apiVersion,
    time,
    before = [],
  }: { apiVersion: string; time: string; before?: readonly ManagedFields[] | undefined },
): readonly ManagedFields[] {
  return managers
    .filter(({ paths }) => paths.size > 0)
    .map(({ name, operation, subresource, paths }) => {
      const fieldsV1 = treeOf(paths);
      const entry = { manager: name, operation, apiVersion, fieldsType: 'FieldsV1', fieldsV1 } as const;
      const written = subresource === undefined ? entry : { ...entry, subresource };
      const same = before.find((old) => JSON.stringify({ ...old, time }) === JSON.stringify({ ...written, time }));
      return { ...written, time: same?.time ?? time };
    });
}

interface Tree {
  [segment: string]: Tree;
}

function treeOf(paths: Iterable<FieldPath>): Tree {
  const root: Tree = {};
  for (const path of [...paths].sort()) {
    const segments = segmentsOf(path);
    const leaf = segments.reduce<Tree>((at, segment) => (at[segment] ??= {}), root);
    if (segments.at(-1)?.startsWith('k:') === true) leaf['.'] = {};
  }
  return root;
}

/** A field that has none below it, and an item that says so (`.`), are paths. */
function pathsIn(tree: Fields, at: readonly string[]): readonly FieldPath[] {
  const inner = Object.entries(tree).filter(([segment]) => segment !== '.');
  const below = inner.flatMap(([segment, fields]) => pathsIn(fields as Fields, [...at, segment]));
  const itself = at.length > 0 && (inner.length === 0 || '.' in tree);
  return itself ? [at.join('\n'), ...below] : below;
}
