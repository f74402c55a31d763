import type { KubeObject, Labels } from './kube-object.ts';
import { badRequest } from './status-error.ts';

export type Selector = (object: KubeObject) => boolean;

const SET = /^(?<key>[^\s!=,]+)\s+(?<how>in|notin)\s*\((?<values>[^)]*)\)$/;
const EQUALITY = /^(?<key>[^\s!=]+?)\s*(?<how>==|=|!=)\s*(?<value>\S*)$/;

/**
 * Reads a label selector: https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#label-selectors.
 *
 * @param text `app=shop,tier in (1, 2),!canary`
 * @throws StatusError BadRequest
 */
export function labelSelector(text: string): Selector {
  const wanted = text.split(/,(?![^(]*\))/).map((part) => part.trim());
  const all = wanted.filter(Boolean).map(requirement);
  return ({ metadata: { labels = {} } }) => all.every((holds) => holds(labels));
}

function requirement(text: string): (labels: Labels) => boolean {
  const set = SET.exec(text)?.groups;
  if (set) {
    const [key, values] = [String(set.key), String(set.values)];
    const among = values.split(',').map((value) => value.trim());
    return (labels) => (key in labels && among.includes(String(labels[key]))) === (set.how === 'in');
  }
  const equality = EQUALITY.exec(text)?.groups;
  if (equality) {
    const { how, value } = equality;
    return (labels) => (labels[String(equality.key)] === value) === (how !== '!=');
  }
  if (/^!?[\w./-]+$/.test(text)) return (labels) => text.replace('!', '') in labels === !text.startsWith('!');
  throw badRequest(`unable to parse requirement: found '${text}', expected: an operator`);
}

/**
 * Reads a field selector: equalities of any field, where an API server knows a few.
 *
 * @param text `metadata.name=shop,status.phase!=Running`
 * @throws StatusError BadRequest
 */
export function fieldSelector(text: string): Selector {
  const all = text.split(',').filter(Boolean).map(fieldRequirement);
  return (object) => all.every((holds) => holds(object));
}

function fieldRequirement(text: string): Selector {
  const equality = EQUALITY.exec(text.trim())?.groups;
  if (!equality) throw badRequest(`invalid selector: '${text}'; can't understand '${text}'`);
  const { how, value } = equality;
  const path = String(equality.key).split('.');
  return (object) => (textOf(fieldOf(object, path)) === value) === (how !== '!=');
}

/** A field that is not there is empty. */
const textOf = (value: unknown = ''): string => (typeof value === 'string' ? value : JSON.stringify(value));

function fieldOf(object: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((at, name) => (at as Readonly<Record<string, unknown>> | undefined)?.[name], object);
}
