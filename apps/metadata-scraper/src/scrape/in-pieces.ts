import { createTurns, type NextTurn } from './create-turns.ts';

/** The parser is given no more than this at once: 16 kB of the worst markup hold the event loop for a few ms. */
const PIECE_BYTES = 16_384;

/** For all pages of the process. */
const inTurns = createTurns(() => performance.now());

/**
 * Cuts a body into pieces that can be worked on without holding up other requests: chunks that are already there would otherwise be
 * read one after the other without a pause, however many they are. What follows the last piece has a turn of its own, too.
 *
 * @param body chunks of any size
 * @param nextTurn how it waits for the turns of the event loop that it shares with other pages
 * @throws what the body throws
 */
export async function* inPieces(
  body: AsyncIterable<Uint8Array>,
  nextTurn: NextTurn = inTurns,
): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  try {
    for await (const chunk of body) {
      for (let start = 0; start < chunk.length; start += PIECE_BYTES) {
        const piece = chunk.subarray(start, start + PIECE_BYTES);
        bytes += piece.length;
        await nextTurn(bytes);
        yield piece;
      }
    }
  } finally {
    await nextTurn(bytes);
  }
}
