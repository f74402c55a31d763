import type { LogLevel } from './log-level.ts';
import { type LineRecord, parseLine } from './parse-line.ts';

/** What a line says of itself before its message. */
export type LineHead = Pick<LineRecord, 'time' | 'level'> & { readonly service?: unknown };

/** As `createJsonLine` begins a line. */
const HEAD = /^\{"time":"([\dTZ:.-]{24})","level":"(error|warn|info|http|verbose|debug|silly)","service":"([^"\\]*)"/;

/** Reads the beginning of a line that a logger wrote, at a fraction of what all of it costs; null where it is any other text. */
export function parseHead(text: string): LineHead | null {
  const [, time, level, service] = HEAD.exec(text) ?? [];
  if (time === undefined) return parseLine(text); // another logger's, or another order
  return { time, level: level as LogLevel, service };
}
