/**
 * The fields of a value that a function never reads.
 *
 * The validators of kubernetes-models are made for schemas that allow any field beside those they name, and the schemas
 * themselves are not shipped. A validator reads every field that its schema names, so those it never asks for have no name there.
 *
 * @param value plain data: objects, lists, and what JSON has beside them
 * @param read is given the value, to read from
 * @returns paths such as `spec.template.spec.nodeSelectors`; nothing of what lies below such a field
 */
export function unaskedFields(value: object, read: (watched: object) => void): readonly string[] {
  const asked = new Set<string>();
  read(watch(value, '', asked));
  return pathsOf(value, '', asked);
}

const below = (path: string, key: string): string => (path === '' ? key : `${path}.${key}`);

function watch(value: object, path: string, asked: Set<string>): object {
  return new Proxy(value, {
    get(target, key) {
      const found: unknown = Reflect.get(target, key);
      const place = below(path, String(key));
      asked.add(place);
      return typeof found === 'object' && found !== null ? watch(found, place, asked) : found;
    },
  });
}

function pathsOf(value: object, path: string, asked: ReadonlySet<string>): readonly string[] {
  return Object.entries(value).flatMap(([key, child]: [string, unknown]) => {
    const place = below(path, key);
    if (!asked.has(place)) return [place];
    return typeof child === 'object' && child !== null ? pathsOf(child, place, asked) : [];
  });
}
