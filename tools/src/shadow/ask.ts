/** What a service answered, or what came instead. */
export interface Answer {
  /** The status, or the code of what went wrong: `ECONNREFUSED`. */
  readonly status: number | string;
  /** The media type, without parameters; empty where there is none. */
  readonly type: string;
  readonly body: string;
  /** From the request to the end of the body. Milliseconds. */
  readonly ms: number;
}

const TIMEOUT_MS = 30_000;

/** Asks a service, and reads all of its answer. */
export async function ask(
  base: URL,
  path: string,
  headers: Readonly<Record<string, string>>,
  timeoutMs = TIMEOUT_MS,
): Promise<Answer> {
  const started = performance.now();
  const signal = AbortSignal.timeout(timeoutMs);
  const answer = await fetch(new URL(path, base), { headers, signal, redirect: 'manual' })
    .then(async (response) => ({
      status: response.status,
      type: (response.headers.get('content-type') ?? '').replace(/;.*/, '').trim(),
      body: await response.text(),
    }))
    .catch((error: unknown) => ({ status: codeOf(error), type: '', body: '' }));
  return { ...answer, ms: performance.now() - started };
}

/** `fetch failed` says nothing; its cause has a code, and a deadline a name. */
function codeOf(error: unknown): string {
  const { name, cause } = error as Error;
  const { code } = (cause ?? {}) as { readonly code?: unknown };
  return typeof code === 'string' ? code : name;
}
