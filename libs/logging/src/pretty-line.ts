import type { Writable } from 'node:stream';
import { styleText } from 'node:util';

import type { LogLevel } from './log-level.ts';
import type { Paint, Style } from './paint.ts';
import { isErrorRecord, prettyError } from './pretty-error.ts';
import { oneLine, pairOf } from './pretty-pair.ts';

/** A line of JSON, read again: only plain data, and nothing secret. */
interface LineRecord {
  readonly time: string;
  readonly level: LogLevel;
  readonly message: string;
  readonly [field: string]: unknown;
}

const LEVELS: Readonly<Record<LogLevel, Style>> = {
  error: ['red', 'bold'],
  warn: 'yellow',
  info: 'green',
  http: 'cyan',
  verbose: 'blue',
  debug: 'magenta',
  silly: 'gray',
};

/** A status's first digit. */
const STATUSES: Readonly<Record<string, Style>> = { 2: 'green', 3: 'cyan', 4: 'yellow', 5: 'red' };

/** On every line, and known to whoever sits at the terminal; the request's id stands at the end, short. */
const HIDDEN = ['time', 'level', 'message', 'service', 'version', 'requestId', 'traceId', 'spanId'];

/** What an access line's headline tells already. */
const OF_ACCESS = ['method', 'path', 'status', 'durationMs', 'route'];

/**
 * Gives the function that turns a line of JSON into one for people: time, level, message, fields; an error's stack below.
 *
 * @param output its colours: none where it is no terminal, unless `FORCE_COLOR` says so; `NO_COLOR` is obeyed
 */
export function createPrettyLine(output: Writable): (json: string) => string {
  const paint: Paint = (style, text) => styleText(style, text, { stream: output });
  return (json) => {
    const record = JSON.parse(json) as LineRecord; // made by `createJsonLine`
    const { time, level, message, requestId } = record;
    const access = accessHeadline(record, paint);
    const hidden = access === undefined ? HIDDEN : [...HIDDEN, ...OF_ACCESS];
    const pairs: string[] = [];
    const errors: string[] = [];
    for (const [key, value] of Object.entries(record)) {
      if (hidden.includes(key)) continue;
      if (isErrorRecord(value)) errors.push(...prettyError(key, value, paint));
      else pairs.push(pairOf(key, value, paint));
    }
    if (typeof requestId === 'string') pairs.push(paint('gray', oneLine(`#${requestId.slice(0, 8)}`)));
    const start = [paint('gray', clockOf(time)), paint(LEVELS[level], level.padEnd(5)), access ?? oneLine(message)];
    return [[...start, ...pairs].join(' '), ...errors].join('\n');
  };
}

/** The time of day where the reader is. */
function clockOf(time: string): string {
  return `${new Date(time).toTimeString().slice(0, 8)}.${time.slice(20, 23)}`;
}

/** `GET /v1/metadata 200 12 ms`; undefined where the line is not an access line. */
function accessHeadline(record: LineRecord, paint: Paint): string | undefined {
  const { method, path, status, durationMs, message } = record;
  if (typeof durationMs !== 'number' || typeof status !== 'number') return undefined;
  const request = `${String(method)} ${String(path)}`;
  if (!message.startsWith(`${request} ${status}`)) return undefined;
  const style = STATUSES[String(status).charAt(0)] ?? 'white';
  const duration = durationMs < 10 ? durationMs.toFixed(1) : durationMs.toFixed(0);
  return `${oneLine(request)} ${paint(style, String(status))} ${duration} ms`;
}
