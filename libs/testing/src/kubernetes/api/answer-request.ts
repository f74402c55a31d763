import type { ServerResponse } from 'node:http';

import type { Writer } from '../fields/own-fields.ts';
import { jsonPatch, mergePatch, strategicMergePatch } from '../fields/patches.ts';
import type { KubeObject, Stored } from '../kube-object.ts';
import type { PodLogs } from '../pod-logs.ts';
import { isCustom } from '../resources.ts';
import { badRequest, StatusError } from '../status-error.ts';
import type { Store } from '../store.ts';
import { timestamp } from '../timestamp.ts';
import type { Pod } from '../workloads.ts';
import { type ApiRequest, readBody, readObject } from './api-request.ts';
import { listObjects, matching } from './list-objects.ts';
import { readLog } from './read-log.ts';
import { scaled, scaleOf } from './scale.ts';
import { type Watch, watchObjects } from './watch-objects.ts';
import {
  applyObject,
  createObject,
  deleteObject,
  type DeleteOptions,
  find,
  replaceObject,
  type Write,
} from './write-object.ts';

export interface Api {
  readonly store: Store;
  readonly logs: PodLogs;
  /** Called with each watch that opens. */
  readonly onWatch: (watch: Watch, response: ServerResponse) => void;
}

type Handler = (api: Api, request: ApiRequest, response: ServerResponse) => void;

const HANDLERS: Readonly<Record<string, Handler | undefined>> = {
  'GET collection': (api, request, response) => {
    if (isWatch(request)) api.onWatch(watchObjects(api.store, request, response), response);
    else sendJson(response, 200, listObjects(api.store, request));
  },
  'POST collection': (api, request, response) => {
    sendJson(response, 201, createObject(writeOf(api, request), readObject(request)));
  },
  'DELETE collection': (api, request, response) => {
    const options = deleteOptions(request);
    for (const object of matching(api.store, request)) deleteObject(writeOf(api, request), object, options);
    sendJson(response, 200, { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Success' });
  },
  'GET object': (api, request, response) => {
    if (isWatch(request)) api.onWatch(watchObjects(api.store, request, response), response);
    else sendJson(response, 200, found(api, request));
  },
  'PUT object': (api, request, response) => {
    sendJson(response, 200, replaceObject(writeOf(api, request), readObject(request)));
  },
  'PATCH object': patchObject,
  'DELETE object': (api, request, response) => {
    const object = found(api, request);
    const left = deleteObject(writeOf(api, request), object, deleteOptions(request));
    const { name, uid } = object.metadata;
    const details = { name, kind: request.resource.plural, uid };
    const gone = { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Success', details };
    sendJson(response, 200, left.metadata.deletionTimestamp === undefined ? gone : left);
  },
  'GET log': (api, request, response) => {
    const text = readLog(api.logs, found(api, request) as Stored<Pod>, request.query);
    response.writeHead(200, { 'content-type': 'text/plain' }).end(text);
  },
  'GET scale': (api, request, response) => {
    sendJson(response, 200, scaleOf(found(api, request)));
  },
  'PUT scale': (api, request, response) => {
    writeScale(api, request, response, () => readBody(request.body));
  },
  'PATCH scale': (api, request, response) => {
    writeScale(api, request, response, (object) => patchOf(request)(scaleOf(object), readBody(request.body)));
  },
};

/**
 * Answers a request for a resource.
 *
 * @throws StatusError
 */
export function answerRequest(api: Api, request: ApiRequest, response: ServerResponse): void {
  const { method, name, subresource } = request;
  const plain = name === undefined ? 'collection' : 'object';
  const handler = HANDLERS[`${method} ${subresource === undefined || subresource === 'status' ? plain : subresource}`];
  if (!handler)
    throw new StatusError('MethodNotAllowed', 'the server does not allow this method on the requested resource');
  handler(api, request, response);
}

export function sendJson(
  response: ServerResponse,
  status: number,
  body: object,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}

const isWatch = ({ query }: ApiRequest): boolean => ['true', '1'].includes(String(query.get('watch')));

const found = (api: Api, { resource, namespace, name }: ApiRequest): Stored =>
  find({ store: api.store, resource }, namespace, String(name));

function writeOf({ store }: Api, { resource, query, subresource, userAgent }: ApiRequest): Write {
  const writer: Writer = {
    manager: query.get('fieldManager') ?? userAgent.split('/', 1).join(),
    force: query.get('force') === 'true',
    subresource,
    time: timestamp(),
  };
  return { store, resource, writer, dryRun: query.get('dryRun') === 'All' };
}

function deleteOptions({ query, body }: ApiRequest): DeleteOptions {
  const said = body === '' ? {} : (readBody(body) as DeleteOptions);
  const propagationPolicy = query.get('propagationPolicy');
  const grace = query.get('gracePeriodSeconds');
  return {
    ...said,
    ...(propagationPolicy !== null && { propagationPolicy }),
    ...(grace !== null && { gracePeriodSeconds: Number(grace) }),
  };
}

type Patch = (target: unknown, patch: unknown) => unknown;

const PATCHES: Readonly<Record<string, Patch | undefined>> = {
  'application/json-patch+json': jsonPatch,
  'application/merge-patch+json': mergePatch,
  'application/strategic-merge-patch+json': strategicMergePatch,
};

function patchOf({ contentType, resource }: ApiRequest): Patch {
  const patch = PATCHES[contentType];
  // a custom resource has no schema that says how its lists are joined
  if (patch && !(patch === strategicMergePatch && isCustom(resource))) return patch;
  throw new StatusError(
    'UnsupportedMediaType',
    `the body of the request was in an unknown format - accepted media types include: ${Object.keys(PATCHES).join(', ')}, application/apply-patch+yaml`,
  );
}

function patchObject(api: Api, request: ApiRequest, response: ServerResponse): void {
  const write = writeOf(api, request);
  const { resource, namespace, contentType, query } = request;
  const name = String(request.name);
  if (contentType !== 'application/apply-patch+yaml') {
    const patch = patchOf(request);
    const live = find(write, namespace, name);
    const patched = patch(live, readBody(request.body)) as KubeObject;
    sendJson(response, 200, replaceObject(write, patched));
    return;
  }
  if (query.get('fieldManager') === null) throw badRequest('fieldManager is required for apply patch');
  const isThere = api.store.get(resource, namespace, name) !== undefined;
  sendJson(response, isThere ? 200 : 201, applyObject(write, readObject(request)));
}

function writeScale(api: Api, request: ApiRequest, response: ServerResponse, read: (object: Stored) => unknown): void {
  const object = found(api, request);
  const scale = read(object) as KubeObject;
  const { resourceVersion } = scale.metadata;
  const given = scaled(object, scale);
  const written = replaceObject(writeOf(api, request), {
    ...given,
    metadata: { ...given.metadata, ...(resourceVersion !== undefined && { resourceVersion }) },
  });
  sendJson(response, 200, scaleOf(written));
}
