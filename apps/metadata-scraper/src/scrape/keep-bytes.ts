import { TextDecoder } from '@exodus/bytes/encoding.js';

/**
 * Keeps the bytes of a page that may be read again.
 *
 * @param limit of a page that is longer nothing is kept, bytes
 */
export function keepBytes(limit: number) {
  let pieces: Uint8Array[] = [];
  let length = 0;
  return {
    add: (piece: Uint8Array): void => {
      length += piece.length;
      if (length <= limit) pieces.push(piece);
      else pieces = [];
    },
    /** All that was added, decoded; null where it was too long, or is no text. */
    text: (charset: string | null): string | null =>
      length > limit || charset === null ? null : new TextDecoder(charset).decode(Buffer.concat(pieces)),
  };
}
