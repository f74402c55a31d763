import { isDeepStrictEqual } from 'node:util';

import { badRequest, StatusError } from '../status-error.ts';
import { type Fields, isFields } from './json.ts';
import { itemKey, keysOf } from './list-keys.ts';

/** RFC 7396. */
export function mergePatch(target: unknown, patch: unknown): unknown {
  return patched(target, patch, '', () => undefined);
}

/** Kubernetes' own: lists of told-apart items are joined; of its directives, `$patch: delete` of an item. */
export function strategicMergePatch(target: unknown, patch: unknown): unknown {
  return patched(target, patch, '', keysOf);
}

type Keys = (field: string, list: readonly unknown[]) => readonly string[] | undefined;

function patched(target: unknown, patch: unknown, field: string, keysFor: Keys): unknown {
  if (Array.isArray(patch)) return patchedList(target, patch, field, keysFor);
  if (!isFields(patch)) return patch;
  const result: Record<string, unknown> = isFields(target) ? { ...target } : {};
  for (const [name, value] of Object.entries(patch)) {
    if (name.startsWith('$')) continue;
    if (value === null) Reflect.deleteProperty(result, name);
    else result[name] = patched(result[name], value, name, keysFor);
  }
  return result;
}

function patchedList(target: unknown, patch: readonly unknown[], field: string, keysFor: Keys): readonly unknown[] {
  const keys = keysFor(field, patch);
  if (keys === undefined || !Array.isArray(target)) return patch;
  const items = new Map(target.map((item: unknown) => [itemKey(item, keys), item]));
  for (const item of patch) {
    const key = itemKey(item, keys);
    if (isFields(item) && item.$patch === 'delete') items.delete(key);
    else items.set(key, patched(items.get(key), item, '', keysFor));
  }
  return [...items.values()];
}

interface Operation {
  readonly op: string;
  readonly path: string;
  readonly from?: string;
  readonly value?: unknown;
}

/**
 * RFC 6902.
 *
 * @throws StatusError Invalid where an operation cannot be done
 */
export function jsonPatch(target: unknown, operations: unknown): unknown {
  if (!Array.isArray(operations))
    throw badRequest('json: cannot unmarshal object into Go value of type jsonpatch.Patch');
  return (operations as readonly Operation[]).reduce(operated, structuredClone(target));
}

function operated(target: unknown, { op, path, from = '', value }: Operation): unknown {
  const operate: Readonly<Record<string, () => unknown>> = {
    add: () => placed(target, pointer(path), value),
    replace: () => placed(removed(target, pointer(path)), pointer(path), value),
    remove: () => removed(target, pointer(path)),
    test: () =>
      isDeepStrictEqual(read(target, pointer(path)), value) ? target : refuse(`testing value ${path} failed`),
    move: () => placed(removed(target, pointer(from)), pointer(path), read(target, pointer(from))),
    copy: () => placed(target, pointer(path), read(target, pointer(from))),
  };
  return (operate[op] ?? (() => refuse(`unexpected kind: ${op}`)))();
}

const refuse = (message: string): never => {
  throw new StatusError('Invalid', `the server rejected our request due to an error in our request: ${message}`);
};

const pointer = (path: string): readonly string[] =>
  path
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));

const read = (target: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>((at, name) => (at as Fields | undefined)?.[name], target);

function placed(target: unknown, [first, ...rest]: readonly string[], value: unknown): unknown {
  const name = String(first);
  if (Array.isArray(target)) {
    const at = name === '-' ? target.length : Number(name);
    const items: unknown[] = [...(target as readonly unknown[])];
    items.splice(at, rest.length === 0 ? 0 : 1, rest.length === 0 ? value : placed(items[at], rest, value));
    return items;
  }
  if (!isFields(target)) return refuse(`add operation does not apply: doc is missing path: ${name}`);
  return { ...target, [name]: rest.length === 0 ? value : placed(target[name], rest, value) };
}

function removed(target: unknown, [first, ...rest]: readonly string[]): unknown {
  const name = String(first);
  const inner = (target as Fields | undefined)?.[name];
  if (inner === undefined) return refuse(`remove operation does not apply: doc is missing path: ${name}`);
  if (Array.isArray(target)) {
    const left = rest.length === 0 ? [] : [removed(inner, rest)];
    return (target as readonly unknown[]).toSpliced(Number(name), 1, ...left);
  }
  const { [name]: _gone, ...others } = target as Fields;
  return rest.length === 0 ? others : { ...others, [name]: removed(inner, rest) };
}
