import { EventEmitter, once } from 'node:events';
import { Writable } from 'node:stream';

export type LogLine = Readonly<Record<string, unknown>>;

export interface CapturedStream {
  /** What a logger is to write to. */
  readonly stream: Writable;
  text(): string;
  /** Complete lines, in order. */
  lines(): readonly string[];
  /** The lines that are JSON objects. */
  json(): readonly LogLine[];
  /** The first JSON line, past or to come, that the predicate takes. */
  waitFor(matches: (line: LogLine) => boolean): Promise<LogLine>;
}

/** Keeps what is written to a stream: captured logs. */
export function captureStream(): CapturedStream {
  const written = new EventEmitter();
  let all = '';
  const stream = new Writable({
    decodeStrings: false,
    write: (chunk: string | Buffer, _encoding, done) => {
      all += chunk.toString();
      written.emit('line');
      done();
    },
  });
  const lines = (): readonly string[] => all.split('\n').slice(0, -1);
  const json = (): readonly LogLine[] => lines().flatMap(parsed);
  return {
    stream,
    text: () => all,
    lines,
    json,
    waitFor: async (matches) => {
      for (;;) {
        const found = json().find(matches);
        if (found !== undefined) return found;
        await once(written, 'line');
      }
    },
  };
}

function parsed(line: string): readonly LogLine[] {
  if (!line.startsWith('{')) return [];
  try {
    return [JSON.parse(line) as LogLine];
  } catch {
    return [];
  }
}
