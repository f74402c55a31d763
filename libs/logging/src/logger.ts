import { type Fields, NONE } from './json-fields.ts';
import { createJsonLine, type Line } from './json-line.ts';
import { keepLine } from './keep-line.ts';
import { createLineOutput, type LineOutput } from './line-output.ts';
import { LEVEL_NUMBERS, LOG_LEVELS, type LogLevel } from './log-level.ts';
import { type LogOutput, openStdout } from './open-stdout.ts';
import type { LineRecord } from './parse-line.ts';
import { createPrettyLine } from './pretty-line.ts';

type Log = (message: string, fields?: Fields) => void;

export interface Logger extends Readonly<Record<LogLevel, Log>> {
  /** A logger whose every line has these fields, too; it shares the level. A line's own field goes before one of the same name. */
  child(fields: Fields): Logger;
  /** Lines below it are not logged. May be set at run time, for all loggers made from the same one. */
  level: LogLevel;
  isLevelEnabled(level: LogLevel): boolean;
  /** Resolves when the lines so far have left, or the time (1000 ms if unset) is over. Never rejects. */
  flush(timeoutMs?: number): Promise<void>;
}

export interface LoggerOptions {
  readonly service: string;
  readonly version: string;
  /** Default: `info`. */
  readonly level?: LogLevel | undefined;
  /** `json`, a line of JSON each, or `pretty`, for people. Unset: pretty where the output is a terminal. */
  readonly format?: 'json' | 'pretty' | undefined;
  /** Where the lines go. Default: standard output, without blocking. */
  readonly output?: LogOutput | undefined;
}

const FLUSH_MS = 1000;

/**
 * Makes a service's logger.
 *
 * Each line carries time, level, service and version, and the request's id, trace and route where one is under way. No call
 * throws, blocks or waits, whatever is logged and whatever becomes of the output.
 *
 * @throws RangeError where the level is none of `LOG_LEVELS`
 */
export function createLogger(options: LoggerOptions): Logger {
  const { level = 'info', output = openStdout() } = options;
  const lineOf = lineMaker(options, output);
  const lines = createLineOutput(output, (lost) => {
    const message = `${lost} log lines dropped: their reader is too slow`;
    return `${lineOf({ level: 'warn', message, common: NONE, fields: { lost } })}\n`;
  });
  return loggerOver({ level: checkedLevel(level), lines, write: lineWriter(lineOf, lines) }, NONE);
}

/** What winston and an output need of the stack, with room to spare. Frames. */
const FRAMES = 100;

/**
 * Gives the function that writes a line. It does not throw (but for the call itself, on a full stack).
 *
 * Streams whose `write` fails half-way take nothing more, ever. So a line that comes when the stack is full, as in a `catch`
 * within an endless recursion, waits until it is empty.
 */
function lineWriter(lineOf: (line: Line) => string, lines: LineOutput): (line: Line) => void {
  const textOf = (line: Line): string | undefined => {
    try {
      const text = lineOf(line);
      needStack(FRAMES);
      return text;
    } catch {
      return undefined;
    }
  };
  const write = (line: Line): void => {
    const text = textOf(line);
    if (text === undefined) setImmediate(write, line);
    else lines.write(`${text}\n`, line.level === 'error' || line.level === 'warn');
  };
  return write;
}

/** @throws RangeError where fewer frames are left */
function needStack(frames: number): void {
  if (frames > 0) needStack(frames - 1);
}

/** One format that does all of a line's work once: a pretty line is a line of JSON, read again. */
function lineMaker({ service, version, format }: LoggerOptions, output: LogOutput): (line: Line) => string {
  const makeLine = createJsonLine({ service, version });
  const jsonLine = (line: Line): string => {
    const text = makeLine(line);
    keepLine(text);
    return text;
  };
  if ((format ?? (output.isTTY === true ? 'pretty' : 'json')) === 'json') return jsonLine;
  const prettyLine = createPrettyLine({ output });
  return (line) => prettyLine(JSON.parse(jsonLine(line)) as LineRecord);
}

/** What a logger shares with its children. */
interface Core {
  level: LogLevel;
  readonly lines: LineOutput;
  readonly write: (line: Line) => void;
}

function loggerOver(core: Core, common: Fields): Logger {
  const isEnabled = (level: LogLevel): boolean => LEVEL_NUMBERS[level] <= LEVEL_NUMBERS[core.level];
  const at =
    (level: LogLevel): Log =>
    (message, fields = NONE) => {
      if (isEnabled(level)) core.write({ level, message, common, fields });
    };
  return {
    error: at('error'),
    warn: at('warn'),
    info: at('info'),
    http: at('http'),
    verbose: at('verbose'),
    debug: at('debug'),
    silly: at('silly'),
    child: (fields) => loggerOver(core, { ...common, ...fields }),
    get level() {
      return core.level;
    },
    set level(next) {
      core.level = checkedLevel(next);
    },
    isLevelEnabled: isEnabled,
    flush: (timeoutMs = FLUSH_MS) => core.lines.flush(timeoutMs),
  };
}

function checkedLevel(level: LogLevel): LogLevel {
  if (Object.hasOwn(LEVEL_NUMBERS, level)) return level;
  throw new RangeError(`The log level must be one of ${LOG_LEVELS.join(', ')}, not ${level}.`);
}
