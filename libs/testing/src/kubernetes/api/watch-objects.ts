import type { ServerResponse } from 'node:http';

import type { Stored } from '../kube-object.ts';
import type { Selector } from '../selectors.ts';
import { badRequest, expired } from '../status-error.ts';
import type { Store, StoreEvent } from '../store.ts';
import type { ApiRequest } from './api-request.ts';
import { selectorOf } from './list-objects.ts';

/** A watch that is open. */
export interface Watch {
  /** Tells the version, where the watcher allows it. */
  readonly bookmark: () => void;
  /** Tells that the watched version is too old, and ends. */
  readonly expire: () => void;
  /** Ends as a server ends that has had it open for long: with no word. */
  readonly end: () => void;
}

/**
 * Answers a watch: a line of JSON for each change after the version it names, and where it names none, for what is there.
 *
 * @returns the watch while it is open
 * @throws StatusError BadRequest, for what is no version
 */
export function watchObjects(store: Store, request: ApiRequest, response: ServerResponse): Watch {
  const { resource, namespace, query } = request;
  const from = Number(query.get('resourceVersion') ?? '0');
  if (Number.isNaN(from)) throw badRequest(`invalid resource version "${String(query.get('resourceVersion'))}"`);
  const selects = selectorOf(request);
  const send = (type: string, object: object): void => {
    response.write(`${JSON.stringify({ type, object })}\n`);
  };
  const tell = (event: StoreEvent): void => {
    const { kind, group } = event.resource;
    if (kind !== resource.kind || group !== resource.group) return;
    if (namespace !== undefined && event.object.metadata.namespace !== namespace) return;
    const type = typeFor(event, selects);
    if (type) send(type, event.object);
  };
  response.writeHead(200, { 'content-type': 'application/json' });
  response.flushHeaders();

  const unsubscribe = store.subscribe(tell);
  const end = (): void => {
    unsubscribe();
    response.end();
  };
  const bookmark = (): void => {
    if (query.get('allowWatchBookmarks') === 'true') send('BOOKMARK', bookmarkOf(request, store.version));
  };
  const expire = (): void => {
    send('ERROR', expired(from, store.oldest).body);
    end();
  };
  endInTime(Number(query.get('timeoutSeconds') ?? 0), response, () => {
    bookmark();
    end();
  });
  response.on('close', unsubscribe);
  if (from === 0) for (const object of store.list(resource, namespace).filter(selects)) send('ADDED', object);
  else if (from < store.oldest) expire();
  else store.since(from).forEach(tell);
  return { bookmark, expire, end };
}

function endInTime(seconds: number, response: ServerResponse, end: () => void): void {
  if (seconds <= 0) return;
  const timer = setTimeout(end, seconds * 1000);
  response.on('close', () => {
    clearTimeout(timer);
  });
}

/** An object that enters what is selected is added to it, and one that leaves is deleted from it. */
function typeFor({ type, object, before }: StoreEvent, selects: Selector): string | undefined {
  const was = before !== undefined && selects(before);
  const is = type !== 'DELETED' && selects(object);
  if (is) return was ? 'MODIFIED' : 'ADDED';
  return was ? 'DELETED' : undefined;
}

const bookmarkOf = ({ resource: { apiVersion, kind } }: ApiRequest, version: number): Partial<Stored> & object => ({
  apiVersion,
  kind,
  metadata: { resourceVersion: String(version), creationTimestamp: null } as unknown as Stored['metadata'],
});
