import type { Transform } from 'node:stream';

import type { OpenDecoder } from './content-coding.ts';

/** What takes chunks; `write` says whether it has room for more. */
export interface Sink {
  write(chunk: Uint8Array): boolean;
  end(): void;
}

/** What gives chunks, and goes on when told that there is room again. */
export interface Flow {
  resume(): unknown;
}

export interface DecoderChain extends Sink {
  /** There is room again in the sink. */
  resume(): unknown;
  destroy(): void;
}

export interface DecoderChainOptions {
  readonly decoders: readonly OpenDecoder[];
  readonly source: Flow;
  readonly sink: Sink;
  readonly onError: (error: Error) => void;
}

/**
 * Puts decoders between a source and a sink, with back-pressure all the way. A decoder is made when its first bytes
 * come, so an empty body with a Content-Encoding is an empty body. Without decoders the sink itself is written to.
 */
export function chainDecoders({ decoders, source, sink, onError }: DecoderChainOptions): DecoderChain {
  const started: Transform[] = [];
  const fromSource = (): Flow => source;
  let last = fromSource;

  function link([open, ...rest]: readonly OpenDecoder[], upstream: () => Flow): Sink {
    if (!open) {
      last = upstream;
      return sink;
    }
    let flow: Flow = source;
    let decoder: Transform | undefined;
    const next = link(rest, () => flow);
    return {
      write: (chunk) => {
        if (!decoder) {
          decoder = connect(open(chunk), next, upstream, onError);
          flow = decoder;
          started.push(decoder);
        }
        return decoder.write(chunk);
      },
      end: () => {
        if (decoder) decoder.end();
        else next.end();
      },
    };
  }

  const first = link(decoders, fromSource);
  return {
    write: (chunk) => first.write(chunk),
    end: () => {
      first.end();
    },
    resume: () => last().resume(),
    destroy: () => {
      for (const decoder of started) decoder.destroy();
    },
  };
}

function connect(decoder: Transform, next: Sink, upstream: () => Flow, onError: (error: Error) => void): Transform {
  decoder.on('data', (chunk: Uint8Array) => {
    if (!next.write(chunk)) decoder.pause();
  });
  decoder.on('end', () => {
    next.end();
  });
  decoder.on('drain', () => upstream().resume());
  return decoder.on('error', onError);
}
