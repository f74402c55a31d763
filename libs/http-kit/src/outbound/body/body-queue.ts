interface Waiting {
  readonly resolve: (result: IteratorResult<Uint8Array, undefined>) => void;
  readonly reject: (error: Error) => void;
}

export interface BodyQueueOptions {
  /** There is room again after `push` said that there is none. */
  readonly onRoom: () => void;
  /** The reader stopped before the end. */
  readonly onCancel: () => void;
}

/** How many bytes are read ahead of the consumer; what is here survives a reset of the connection. */
export const READ_AHEAD_BYTES = 65_536;

/** The chunks of a body between the socket and its one reader. */
export class BodyQueue implements AsyncIterableIterator<Uint8Array, undefined> {
  readonly #options: BodyQueueOptions;
  #chunks: Uint8Array[] = [];
  #bytes = 0;
  #full = false;
  #waiting: Waiting | undefined;
  #ended = false;
  #failure: Error | undefined;

  constructor(options: BodyQueueOptions) {
    this.#options = options;
  }

  /** Adds a chunk. @returns whether there is room for more */
  push(chunk: Uint8Array): boolean {
    const waiting = this.#waiting;
    if (waiting) {
      this.#waiting = undefined;
      waiting.resolve({ done: false, value: chunk });
      return true;
    }
    this.#chunks.push(chunk);
    this.#bytes += chunk.length;
    this.#full = this.#bytes >= READ_AHEAD_BYTES;
    return !this.#full;
  }

  /** Ends the body; the chunks that are here are still given, then the failure is thrown. */
  end(failure?: Error): void {
    this.#ended = true;
    this.#failure = failure;
    const waiting = this.#waiting;
    this.#waiting = undefined;
    if (!waiting) return;
    if (failure) waiting.reject(this.#thrown(failure));
    else waiting.resolve({ done: true, value: undefined });
  }

  next(): Promise<IteratorResult<Uint8Array, undefined>> {
    const chunk = this.#chunks.shift();
    if (chunk) return Promise.resolve(this.#taken(chunk));
    if (this.#failure) return Promise.reject(this.#thrown(this.#failure));
    if (this.#ended) return Promise.resolve({ done: true, value: undefined });
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject };
    });
  }

  return(): Promise<IteratorResult<Uint8Array, undefined>> {
    this.#chunks = [];
    this.#failure = undefined;
    if (!this.#ended) this.#options.onCancel();
    return Promise.resolve({ done: true, value: undefined });
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  #taken(chunk: Uint8Array): IteratorResult<Uint8Array, undefined> {
    this.#bytes -= chunk.length;
    if (this.#full && this.#bytes < READ_AHEAD_BYTES) {
      this.#full = false;
      this.#options.onRoom();
    }
    return { done: false, value: chunk };
  }

  /** As with any iterator, the end follows the failure. */
  #thrown(failure: Error): Error {
    this.#failure = undefined;
    return failure;
  }
}
