/** The parser is given no more than this at once: 16 kB of the worst markup hold the event loop for a few ms. */
const PIECE_BYTES = 16_384;

/** After this long without a pause, others have their turn, ms. */
const MAX_HOLD_MS = 5;

const waiting: (() => void)[] = [];

const letOneGoOn = (): void => {
  for (const goOn of waiting.splice(0, 1)) goOn();
  if (waiting.length > 0) setImmediate(letOneGoOn);
};

/** One page goes on in a turn of the event loop, however many are being read: together they hold it no longer than one does. */
const nextTurn = (): Promise<void> =>
  new Promise((goOn) => {
    if (waiting.push(goOn) === 1) setImmediate(letOneGoOn);
  });

/**
 * Cuts a body into pieces that can be worked on without holding up other requests: chunks that are already there would otherwise be
 * read one after the other without a pause, however many they are.
 *
 * @param body chunks of any size
 * @param now the time in ms, for tests
 */
export async function* inPieces(
  body: AsyncIterable<Uint8Array>,
  now: () => number = () => performance.now(),
): AsyncGenerator<Uint8Array> {
  let heldSince = now();
  for await (const chunk of body) {
    for (let start = 0; start < chunk.length; start += PIECE_BYTES) {
      yield chunk.subarray(start, start + PIECE_BYTES);
      if (now() - heldSince > MAX_HOLD_MS) {
        await nextTurn();
        heldSince = now();
      }
    }
  }
}
