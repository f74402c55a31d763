import { type Route, staticAssets } from '@exemplar/http-kit';

/** The page loads its own parts, asks its own service, and shows the images of previews, wherever they are. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' http: https:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

/** Where the page's own files are. */
const PREFIX = '/assets/';

/**
 * The page at `/`, on which one pastes a link and sees its card.
 *
 * @param folder its files: `index.html` and what that loads
 */
export function playgroundRoutes(folder: URL): readonly Route[] {
  return staticAssets(folder, { prefix: PREFIX, contentSecurityPolicy: POLICY })
    .filter(({ path }) => !path.endsWith('.spec.ts'))
    .map((route) => (route.path === PREFIX ? { ...route, path: '/' } : route));
}
