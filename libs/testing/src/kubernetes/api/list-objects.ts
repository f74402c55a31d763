import type { Stored } from '../kube-object.ts';
import { isCustom, type Resource } from '../resources.ts';
import { fieldSelector, labelSelector, type Selector } from '../selectors.ts';
import { badRequest, StatusError } from '../status-error.ts';
import type { Store } from '../store.ts';
import type { ApiRequest } from './api-request.ts';

/** Which objects a request is of. */
export function selectorOf({ query, name }: ApiRequest): Selector {
  const labels = labelSelector(query.get('labelSelector') ?? '');
  const fields = fieldSelector(query.get('fieldSelector') ?? '');
  return (object) => labels(object) && fields(object) && (name === undefined || object.metadata.name === name);
}

export const matching = (store: Store, request: ApiRequest): readonly Stored[] =>
  store.list(request.resource, request.namespace).filter(selectorOf(request));

/**
 * A list, or a page of one where the request has a `limit`.
 *
 * @throws StatusError Expired for a page whose list is no longer known
 */
export function listObjects(store: Store, request: ApiRequest): object {
  const { resource, query } = request;
  const items = matching(store, request);
  const { start, version } = readToken(query.get('continue'), store);
  const limit = Number(query.get('limit') ?? 0);
  const end = limit > 0 ? start + limit : items.length;
  const left = items.length - end;
  const page = { continue: Buffer.from(`${version}:${end}`).toString('base64url'), remainingItemCount: left };
  return {
    kind: `${resource.kind}List`,
    apiVersion: resource.apiVersion,
    metadata: { resourceVersion: String(version), ...(left > 0 && page) },
    items: items.slice(start, end).map((item) => asItem(resource, item)),
  };
}

/** Items of built-in lists carry no kind of their own. */
function asItem(resource: Resource, object: Stored): object {
  const { apiVersion: _version, kind: _kind, ...item } = object;
  return isCustom(resource) ? object : item;
}

function readToken(token: string | null, store: Store): { readonly start: number; readonly version: number } {
  if (token === null || token === '') return { start: 0, version: store.version };
  const parts = /^(\d+):(\d+)$/.exec(Buffer.from(token, 'base64url').toString());
  if (!parts) throw badRequest('continue key is not valid');
  const [version, start] = [Number(parts[1]), Number(parts[2])];
  if (version >= store.oldest) return { start, version };
  throw new StatusError(
    'Expired',
    'The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter.',
  );
}
