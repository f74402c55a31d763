import type { Writable } from 'node:stream';
import { stripVTControlCharacters, styleText } from 'node:util';

import type { LogLevel } from './log-level.ts';
import type { Paint, Style } from './paint.ts';
import type { LineRecord } from './parse-line.ts';
import { isErrorRecord, prettyError } from './pretty-error.ts';
import { oneLine, pairOf } from './pretty-pair.ts';

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

/** Messages are padded to it, so that the fields of most lines begin in one column. Characters. */
const MESSAGE_WIDTH = 32;

export interface PrettyLineOptions {
  /** Its colours: none where it is no terminal, unless `FORCE_COLOR` says so; `NO_COLOR` is obeyed. */
  readonly output: Writable;
  /** Whether only the most telling frame of a stack is shown. Default: false. */
  readonly foldStacks?: boolean | undefined;
}

/** Gives the function that turns a line into one for people: time, level, message, fields; an error's stack below. */
export function createPrettyLine({ output, foldStacks = false }: PrettyLineOptions): (line: LineRecord) => string {
  const paint: Paint = (style, text) => styleText(style, text, { stream: output });
  return (line) => {
    const { time, level, message, requestId } = line;
    const access = accessHeadline(line, paint);
    const hidden = access === undefined ? HIDDEN : [...HIDDEN, ...OF_ACCESS];
    const pairs: string[] = [];
    const errors: string[] = [];
    for (const [key, value] of Object.entries(line)) {
      if (hidden.includes(key)) continue;
      if (isErrorRecord(value)) errors.push(...prettyError(key, value, { paint, foldStacks }));
      else pairs.push(pairOf(key, value, paint));
    }
    if (typeof requestId === 'string') pairs.push(paint('gray', oneLine(`#${requestId.slice(0, 8)}`)));
    const headline = access ?? oneLine(message);
    const start = [paint('gray', clockOf(time)), paint(LEVELS[level], level.padEnd(5))];
    return [[...start, pairs.length === 0 ? headline : padded(headline), ...pairs].join(' '), ...errors].join('\n');
  };
}

const padded = (headline: string): string =>
  headline + ' '.repeat(Math.max(0, MESSAGE_WIDTH - stripVTControlCharacters(headline).length));

/** The time of day where the reader is. */
function clockOf(time: string): string {
  const date = new Date(time);
  return `${date.toTimeString().slice(0, 8)}.${String(date.getMilliseconds()).padStart(3, '0')}`;
}

/** `GET /v1/metadata 200 12 ms`; undefined where the line is not an access line. */
function accessHeadline(line: LineRecord, paint: Paint): string | undefined {
  const { method, path, status, durationMs, message } = line;
  if (typeof durationMs !== 'number' || typeof status !== 'number') return undefined;
  const request = `${String(method)} ${String(path)}`;
  if (!message.startsWith(`${request} ${status}`)) return undefined;
  const style = STATUSES[String(status).charAt(0)] ?? 'white';
  const duration = durationMs < 10 ? durationMs.toFixed(1) : durationMs.toFixed(0);
  return `${oneLine(request)} ${paint(style, String(status))} ${duration} ms`;
}
