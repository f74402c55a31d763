/** A cause of a cause of a cause: beyond this, nobody reads on. */
const MAX_DEPTH = 10;

/** An error, and what caused it, and what caused that; of what is no error nothing. */
export function causeChain(error: unknown): readonly Error[] {
  const chain: Error[] = [];
  for (let link = error; Error.isError(link) && !chain.includes(link) && chain.length < MAX_DEPTH; link = link.cause) {
    chain.push(link);
  }
  return chain;
}

/** The `code` of an error; undefined where it has none. */
export function codeOf(error: Error): string | undefined {
  const { code } = error as { readonly code?: unknown };
  return typeof code === 'string' && code !== '' ? code : undefined;
}
