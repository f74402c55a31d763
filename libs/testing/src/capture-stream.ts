import { Writable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';

import { createFeed } from './feed.ts';

export type LogLine = Readonly<Record<string, unknown>>;

export interface CapturedStream {
  /** What a logger is to write to. */
  readonly stream: Writable;
  text(): string;
  /** Complete lines, in order. */
  lines(): readonly string[];
  /** The lines that are JSON objects. */
  json(): readonly LogLine[];
  /**
   * Waits for the first JSON line, past or to come, that the predicate takes.
   *
   * @throws an Error that shows the latest lines, after `timeoutMs`: 10 s unless told otherwise
   */
  waitFor(matches: (line: LogLine) => boolean, timeoutMs?: number): Promise<LogLine>;
}

/** Keeps what is written to a stream: captured logs. */
export function captureStream(): CapturedStream {
  const decoder = new StringDecoder();
  const feed = createFeed<LogLine>('a JSON log line');
  const lines: string[] = [];
  let rest = '';
  const stream = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      const complete = (rest + decoder.write(chunk)).split('\n');
      rest = complete.splice(-1).join('');
      lines.push(...complete);
      for (const line of complete.flatMap(parsed)) feed.push(line);
      done();
    },
  });
  return {
    stream,
    text: () => lines.map((line) => `${line}\n`).join('') + rest,
    lines: () => [...lines],
    json: () => [...feed.items],
    waitFor: feed.first,
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
