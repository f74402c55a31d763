import { parse } from 'yaml';

import { isFields } from '../fields/json.ts';
import type { KubeObject } from '../kube-object.ts';
import type { Resource } from '../resources.ts';
import { badRequest } from '../status-error.ts';

/** A request for a resource, or for one object of it. */
export interface ApiRequest {
  readonly method: string;
  readonly resource: Resource;
  readonly namespace?: string;
  readonly name?: string;
  readonly subresource?: string;
  readonly query: URLSearchParams;
  /** The essence of the body's media type; empty without one. */
  readonly contentType: string;
  readonly body: string;
  readonly userAgent: string;
}

/** What stands before the resource: the API's version, and the namespace. */
const ROOT =
  /^\/(?:api|apis\/(?<group>[^/]+))\/(?<version>[^/]+)(?:\/namespaces\/(?<namespace>[^/]+)(?=\/))?\/(?<rest>.*)$/;

type Place = Pick<ApiRequest, 'resource' | 'namespace' | 'name' | 'subresource'>;

/** @returns undefined where the path is of no resource among `resources` */
export function placeOf(path: string, resources: readonly Resource[]): Place | undefined {
  const { group = '', version = '', namespace, rest = '' } = ROOT.exec(path)?.groups ?? {};
  const served = resources.filter((resource) => resource.group === group && resource.version === version);
  const within = namespace === undefined ? undefined : pick(served, rest, true);
  if (within) return { ...within, namespace: decodeURIComponent(String(namespace)) };
  // what looks like a resource in a namespace may be a namespace's own: /namespaces/shop/status
  return pick(served, namespace === undefined ? rest : `namespaces/${namespace}/${rest}`, false);
}

/** In a list of all namespaces, there is no namespace to say. */
function pick(served: readonly Resource[], rest: string, namespaced: boolean): Place | undefined {
  const [plural, name, subresource, ...more] = rest.split('/').map(decodeURIComponent);
  const resource = served.find((candidate) => candidate.plural === plural);
  if (!resource || more.length > 0) return undefined;
  if (resource.namespaced !== namespaced && (namespaced || name !== undefined)) return undefined;
  if (subresource !== undefined && !resource.subresources.includes(subresource)) return undefined;
  return { resource, ...(name !== undefined && { name }), ...(subresource !== undefined && { subresource }) };
}

/**
 * Reads a body, of JSON or YAML (which JSON is, too).
 *
 * @throws StatusError BadRequest
 */
export function readBody(body: string): unknown {
  try {
    return (/^\s*[[{]/.test(body) ? JSON.parse(body) : parse(body)) as unknown; // JSON is YAML, but read ten times as fast
  } catch (error) {
    throw badRequest(`the object provided is unrecognized: ${String(error)}`);
  }
}

/**
 * Reads an object, and says whether it is one of the request's.
 *
 * @throws StatusError BadRequest
 */
export function readObject(request: ApiRequest): KubeObject {
  const object = readBody(request.body);
  if (!isFields(object)) throw badRequest('the object provided is unrecognized: it is no object');
  const { resource, namespace, name } = request;
  const { apiVersion, kind } = resource;
  const given = object as Partial<KubeObject>;
  const metadata: Partial<KubeObject['metadata']> = given.metadata ?? {};
  refuseOther('kind', given.kind, kind);
  refuseOther('namespace', metadata.namespace, namespace);
  refuseOther('name', metadata.name, name);
  const place = { name: name ?? metadata.name ?? '', ...(namespace !== undefined && { namespace }) };
  return { ...given, apiVersion, kind, metadata: { ...metadata, ...place } };
}

function refuseOther(what: string, given: string | undefined, wanted: string | undefined): void {
  if (given === undefined || wanted === undefined || given === wanted) return;
  throw badRequest(`the ${what} of the object (${given}) does not match the ${what} on the URL (${wanted})`);
}
