import { decodeChunks } from '../extract/decode/decode-chunks.ts';
import { readMediaType } from '../extract/decode/media-type.ts';
import { inPieces } from '../scrape/in-pieces.ts';
import type { Resource } from './resource.ts';

export interface DecodedText {
  /** The text as it comes. */
  readonly pieces: AsyncIterable<string>;
  /** The WHATWG name of the encoding; null before the first piece. */
  readonly charset: () => string | null;
}

/** Decodes a body that is text, as its declaration or its first bytes say. */
export function decodedText({ declaredType, body }: Pick<Resource, 'declaredType' | 'body'>): DecodedText {
  const decoder = decodeChunks(readMediaType(declaredType));
  async function* decode(): AsyncGenerator<string> {
    for await (const piece of inPieces(body)) yield decoder.write(piece);
    yield decoder.end();
  }
  return { pieces: decode(), charset: decoder.charset };
}

/**
 * The first of a text.
 *
 * @param limit characters; reading stops there
 */
export async function startOf({ pieces }: DecodedText, limit: number): Promise<string> {
  let text = '';
  for await (const piece of pieces) {
    text += piece;
    if (text.length >= limit) break;
  }
  return text.slice(0, limit);
}
