import { LEVEL_NUMBERS, type LogLevel } from './log-level.ts';

/** A line of JSON, read again: only plain data, and nothing secret. */
export interface LineRecord {
  readonly time: string;
  readonly level: LogLevel;
  readonly message: string;
  readonly [field: string]: unknown;
}

/** Reads a line that a logger wrote; null where it is any other text. */
export function parseLine(text: string): LineRecord | null {
  if (!text.startsWith('{')) return null;
  try {
    const value: unknown = JSON.parse(text);
    return isLineRecord(value) ? value : null;
  } catch {
    return null;
  }
}

function isLineRecord(value: unknown): value is LineRecord {
  const { time, level, message } = value as Readonly<Record<string, unknown>>; // it began with a brace
  return (
    typeof time === 'string' &&
    !Number.isNaN(Date.parse(time)) &&
    typeof level === 'string' &&
    Object.hasOwn(LEVEL_NUMBERS, level) &&
    typeof message === 'string'
  );
}
