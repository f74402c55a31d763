import { importPeer } from '../peers/import-peer.ts';
import type { Extract } from './extractor.ts';

interface Loaded {
  readonly default: (url: null, options: { readonly parseResponseObject: Response }) => Promise<unknown>;
}

export async function loadUrlMetadata(): Promise<Extract> {
  const { default: urlMetadata } = (await importPeer('url-metadata')) as Loaded;
  return ({ bytes, contentType }) => {
    const response = new Response(Uint8Array.from(bytes), { headers: { 'content-type': contentType } });
    return urlMetadata(null, { parseResponseObject: response });
  };
}
