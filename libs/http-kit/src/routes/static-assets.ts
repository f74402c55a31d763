import { readdirSync, readFileSync, statSync } from 'node:fs';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { PAGE_POLICY } from '../server/security-headers.ts';
import { etagOf, stored } from './reply.ts';
import { defineRoute, type Route } from './route.ts';

export interface StaticAssetsOptions {
  /** What the paths begin with, slashes at both ends; `/` by default. */
  readonly prefix?: string;
  /** The policy of the pages; by default they load from their own service alone. */
  readonly contentSecurityPolicy?: string;
}

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.gif': 'image/gif',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
};

/**
 * Makes an open route of each file of a folder; `index.html` is the folder's own path.
 *
 * The files are read once, now. Browsers ask again each time and are told 304 as long as a file is the same.
 *
 * @param folder such as `new URL('./assets/', import.meta.url)`
 * @throws Node's error where the folder cannot be read
 */
export function staticAssets(folder: URL, options: StaticAssetsOptions = {}): readonly Route[] {
  const root = fileURLToPath(folder);
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((file) => statSync(join(root, file)).isFile())
    .map((file) => assetRoute(join(root, file), file, options));
}

function assetRoute(location: string, file: string, options: StaticAssetsOptions): Route {
  const { prefix = '/', contentSecurityPolicy = PAGE_POLICY } = options;
  const extension = extname(file);
  const body = readFileSync(location);
  const reply = stored({
    body,
    contentType: CONTENT_TYPES[extension] ?? 'application/octet-stream',
    etag: etagOf(body),
    headers: {
      'cache-control': 'no-cache',
      ...(extension === '.html' ? { 'content-security-policy': contentSecurityPolicy } : {}),
    },
  });
  return defineRoute({
    method: 'GET',
    path: prefix + file.replace(/(^|\/)index\.html$/, '$1'),
    summary: file,
    answers: { 200: { description: file } },
    anyQuery: true,
    open: true,
    hidden: true,
    handler: () => reply,
  });
}
