import { createServer } from 'node:http';

import { tagsAlone } from '../extractors/tags-alone.ts';
import { importPeer } from '../peers/import-peer.ts';
import { answerParent } from './in-child.ts';
import { listenLocally } from './listen-locally.ts';

/** The least that a preview of a page that is not cached can cost: undici, one htmlparser2 pass over the page, JSON. No guard, no limits. */
interface Undici {
  readonly request: (url: string) => Promise<{ readonly body: { readonly arrayBuffer: () => Promise<ArrayBuffer> } }>;
}

const undici = (await importPeer('undici')) as Undici;

async function preview(target: string): Promise<Buffer> {
  const { body } = await undici.request(target);
  const page = { url: target, contentType: 'text/html', bytes: Buffer.from(await body.arrayBuffer()) };
  return Buffer.from(JSON.stringify(tagsAlone(page)));
}

const url = await listenLocally(
  createServer((request, response) => {
    const target = new URL(request.url ?? '/', 'http://pipeline').searchParams.get('url') ?? '';
    void preview(target).then((json) => {
      response.writeHead(200, ['content-type', 'application/json', 'content-length', String(json.length)]);
      response.end(json);
    });
  }),
);

answerParent({ url }, () => null);
