import { importPeer } from '../peers/import-peer.ts';
import type { Extract } from './extractor.ts';

interface Loaded {
  readonly unfurl: (
    url: string,
    options: { readonly oembed: boolean; readonly fetch: () => Promise<Response> },
  ) => Promise<unknown>;
}

/** unfurl.js fetches for itself: it is given a fetch that has the page already. */
export async function loadUnfurl(): Promise<Extract> {
  const { unfurl } = (await importPeer('unfurl.js')) as Loaded;
  return ({ url, bytes, contentType }) => {
    const response = new Response(Uint8Array.from(bytes), { headers: { 'content-type': contentType } });
    return unfurl(url, { oembed: false, fetch: () => Promise.resolve(response) });
  };
}
