import { createServer } from 'node:http';

import { answerParent, optionsOf } from './in-child.ts';
import { listenLocally } from './listen-locally.ts';

/** The least that a cached hit can cost: bare `node:http`, and a Map that has the body for the URL. */
export interface StoredBodyOptions {
  readonly path: string;
  readonly bytes: number;
}

const { path, bytes } = optionsOf() as StoredBodyOptions;
const bodies = new Map([[path, Buffer.alloc(bytes, 'x')]]);

const url = await listenLocally(
  createServer((request, response) => {
    const body = bodies.get(request.url ?? '');
    if (body === undefined) return void response.writeHead(404).end();
    response.writeHead(200, ['content-type', 'application/json; charset=utf-8', 'content-length', String(body.length)]);
    response.end(body);
  }),
);

answerParent({ url }, () => null);
