/**
 * What stands at a path of plain data.
 *
 * @param path keys with dots between, `*` for every element of a list: `spec.containers.*.image`
 * @returns a value for each place; `undefined` for one where the path ends early, and for a list without elements
 */
export function valuesAt(value: unknown, path: string): readonly unknown[] {
  const [key, ...rest] = path.split('.');
  const children = childrenOf(value, String(key));
  return rest.length === 0 ? children : children.flatMap((child) => valuesAt(child, rest.join('.')));
}

function childrenOf(value: unknown, key: string): readonly unknown[] {
  if (key === '*') return Array.isArray(value) && value.length > 0 ? value : [undefined];
  return [typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[key] : undefined];
}
