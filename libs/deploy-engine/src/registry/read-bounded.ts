/** A body that is longer than anything that was asked for. */
export class TooLongError extends Error {
  override readonly name = 'TooLongError';
}

/**
 * Reads a body, and no more of it than is allowed.
 *
 * @param maxBytes the most that is read
 * @throws TooLongError, and what the connection throws
 */
export async function readBounded({ body }: Response, maxBytes: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of (body ?? []) as AsyncIterable<Uint8Array>) {
    length += chunk.length;
    if (length > maxBytes) throw new TooLongError(`longer than ${maxBytes} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
