import type { Readable } from 'node:stream';

import { BodyQueue } from './body-queue.ts';
import type { OpenDecoder } from './content-coding.ts';
import { chainDecoders, type DecoderChain, type Sink } from './decoder-chain.ts';

export interface BodyReaderOptions {
  readonly decoders: readonly OpenDecoder[];
  /** How many bytes are given at most; a coded body may take as many on the wire. */
  readonly maxBytes: number;
  /** Makes the reader's error of one of the stream or of a decoder. */
  readonly describe: (error: unknown) => Error;
  /** Told once: the body was read, or left, or failed. */
  readonly onDone: (failure?: Error) => void;
}

/**
 * Reads a body: decoded, up to a limit, a little ahead of the consumer and no further. What came before a failure is
 * given before the failure is thrown.
 */
export class BodyReader implements Sink {
  readonly #stream: Readable;
  readonly #options: BodyReaderOptions;
  readonly #queue: BodyQueue;
  readonly #chain: DecoderChain;
  #room: number;
  #wireBytes = 0;
  #truncated = false;
  #done = false;
  #failure: Error | undefined;

  constructor(stream: Readable, options: BodyReaderOptions) {
    this.#stream = stream;
    this.#options = options;
    this.#room = options.maxBytes;
    this.#queue = new BodyQueue({ onRoom: () => this.#chain.resume(), onCancel: this.stop });
    this.#chain = chainDecoders({
      decoders: options.decoders,
      source: stream,
      sink: this,
      onError: this.#onDecoderError,
    });
    stream.on('data', this.#onData);
    stream.once('end', () => {
      this.#chain.end();
    });
    stream.once('error', this.#onStreamError);
  }

  get chunks(): AsyncIterable<Uint8Array> {
    return this.#queue;
  }

  /** Bytes of the body that came over the wire so far, before decoding. */
  get wireBytes(): number {
    return this.#wireBytes;
  }

  /** Whether the body was longer than allowed. */
  get truncated(): boolean {
    return this.#truncated;
  }

  /** Takes decoded bytes, from the decoders. */
  write(chunk: Uint8Array): boolean {
    const room = this.#room;
    this.#room -= chunk.length;
    if (chunk.length <= room) return this.#queue.push(chunk);
    if (room > 0) this.#queue.push(chunk.subarray(0, room));
    this.#truncated = true;
    this.stop();
    return false;
  }

  /** There are no more decoded bytes. */
  end(): void {
    this.stop(this.#failure);
  }

  /** Ends the body at once. The connection goes with it unless the body was received to its end. */
  readonly stop = (reason?: Error): void => {
    if (this.#done) return;
    this.#done = true;
    this.#chain.destroy();
    if (!this.#stream.readableEnded) this.#stream.destroy();
    this.#queue.end(reason);
    this.#options.onDone(reason);
  };

  /** Ends the body, and what was read ahead of the consumer goes too. */
  close(): void {
    void this.#queue.return();
  }

  readonly #onData = (chunk: Uint8Array): void => {
    this.#wireBytes += chunk.length;
    if (!this.#chain.write(chunk)) this.#stream.pause();
    if (this.#wireBytes <= this.#options.maxBytes || this.#done) return;
    this.#truncated = true;
    this.#stream.destroy();
    this.#chain.end();
  };

  readonly #onStreamError = (error: unknown): void => {
    this.#failure = this.#options.describe(error);
    this.#chain.end();
  };

  /** A body that was cut off cannot be decoded to its end; why it was cut off tells more. */
  readonly #onDecoderError = (error: unknown): void => {
    this.stop(this.#truncated ? undefined : (this.#failure ?? this.#options.describe(error)));
  };
}
