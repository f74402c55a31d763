import type { KubernetesObject } from '../kubernetes-object.ts';
import type { ConfigurationChange } from './plan.ts';

type Fields = ReadonlyMap<string, string>;

/** What changes with every release, and says nothing of its configuration. */
const OF_EVERY_RELEASE = [
  /\.labels\.app\.kubernetes\.io\/version$/,
  /\.annotations\.(?:version|commit|kubernetes\.io\/change-cause|config-hash)$/,
  / spec\.template\.spec\.(?:initC|c)ontainers\.[^.]+\.image$/,
];

/** The values that differ between what two releases hold, by object and field. */
export function diffConfiguration(
  from: readonly KubernetesObject[],
  to: readonly KubernetesObject[],
): readonly ConfigurationChange[] {
  const [before, after] = [fieldsOf(from), fieldsOf(to)];
  return [...new Set([...before.keys(), ...after.keys()])]
    .filter((field) => before.get(field) !== after.get(field) && !OF_EVERY_RELEASE.some((one) => one.test(field)))
    .toSorted()
    .map((field) => changeOf(field, before.get(field), after.get(field)));
}

const changeOf = (field: string, from: string | undefined, to: string | undefined): ConfigurationChange => ({
  field,
  ...(from !== undefined && { from }),
  ...(to !== undefined && { to }),
});

function fieldsOf(objects: readonly KubernetesObject[]): Fields {
  const fields = new Map<string, string>();
  for (const object of objects) {
    const { kind, metadata } = object;
    flatten(object, '', (path, value) =>
      fields.set(`${kind} ${String(metadata?.name)} ${path}`, JSON.stringify(value)),
    );
  }
  return fields;
}

/** Gives each value that holds no others, by its path. Items that have a name go by it, so that a new one is one change. */
function flatten(value: unknown, path: string, give: (path: string, value: unknown) => void): void {
  const inner = entriesOf(value);
  if (inner.length === 0) {
    give(path, value);
    return;
  }
  for (const [key, one] of inner) flatten(one, path === '' ? key : `${path}.${key}`, give);
}

function entriesOf(value: unknown): readonly (readonly [string, unknown])[] {
  if (Array.isArray(value)) return value.map((one: unknown, index) => [nameIn(one) ?? String(index), one]);
  return typeof value === 'object' && value !== null ? Object.entries(value) : [];
}

const nameIn = (item: unknown): string | undefined => {
  const name = typeof item === 'object' && item !== null && 'name' in item ? item.name : undefined;
  return typeof name === 'string' ? name : undefined;
};
