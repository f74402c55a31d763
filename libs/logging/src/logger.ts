import { type Writable } from 'node:stream';

import winston from 'winston';
import Transport from 'winston-transport';

import { jsonLine } from './json-line.ts';
import { createLineOutput, type LineOutput } from './line-output.ts';
import { LEVEL_NUMBERS, LOG_LEVELS, type LogLevel } from './log-level.ts';
import { type Fields, logRecord } from './log-record.ts';
import { openStdout } from './open-stdout.ts';
import { prettyLine } from './pretty-line.ts';

type Log = (message: string, fields?: Fields) => void;

export interface Logger extends Readonly<Record<LogLevel, Log>> {
  /** A logger whose every line has these fields, too. It shares the level. */
  child(fields: Fields): Logger;
  /** Lines below it are not logged. May be set at run time, for all loggers made from the same one. */
  level: LogLevel;
  isLevelEnabled(level: LogLevel): boolean;
  /** Resolves when the lines so far have left, or the time is over. Never rejects. */
  flush(timeoutMs?: number): Promise<void>;
}

export interface LoggerOptions {
  readonly service: string;
  readonly version: string;
  readonly level?: LogLevel;
  /** `json`, a line of JSON each, or `pretty`, for people. Unset: pretty where the output is a terminal. */
  readonly format?: 'json' | 'pretty' | undefined;
  /** Where the lines go. Default: standard output, without blocking. */
  readonly output?: Writable;
}

const FLUSH_MS = 1000;

/** winston's keys for a line's level, and for what a transport is to write. */
const LEVEL = Symbol.for('level');
const MESSAGE = Symbol.for('message');

/** winston's way out. It takes each line at once: what is to wait for a slow reader, `LineOutput` keeps. */
class LineTransport extends Transport {
  readonly #lines: LineOutput;

  constructor(lines: LineOutput) {
    super();
    this.#lines = lines;
  }

  override log(info: { readonly [MESSAGE]: string }, next: () => void): void {
    this.#lines.write(info[MESSAGE]);
    next();
  }
}

/**
 * Makes a service's logger.
 *
 * Each line carries time, level, service and version, and the request's id, trace and route where one is under way.
 */
export function createLogger(options: LoggerOptions): Logger {
  const { level = 'info', output = openStdout() } = options;
  const format = options.format ?? (isTerminal(output) ? 'pretty' : 'json');
  const toLine = format === 'pretty' ? prettyLine : jsonLine;
  const identity = { service: options.service, version: options.version };
  const lines = createLineOutput(
    output,
    (lost) =>
      `${toLine(logRecord(identity, 'warn', `${lost} log lines dropped: the reader of the log was too slow`))}\n`,
  );
  const logger = winston.createLogger({
    levels: { ...LEVEL_NUMBERS },
    level,
    format: winston.format((info) => info)(),
    transports: [new LineTransport(lines)],
  });
  const loggerWith = (common: Fields): Logger => {
    const at =
      (line: LogLevel): Log =>
      (message, fields = NONE) => {
        if (!isEnabled(line)) return;
        const text = toLine(logRecord(identity, line, message, common, fields));
        logger.write({ level: line, message, [LEVEL]: line, [MESSAGE]: `${text}\n` });
      };
    return {
      error: at('error'),
      warn: at('warn'),
      info: at('info'),
      http: at('http'),
      verbose: at('verbose'),
      debug: at('debug'),
      silly: at('silly'),
      child: (fields) => loggerWith({ ...common, ...fields }),
      get level() {
        return logger.level as LogLevel;
      },
      set level(next) {
        logger.level = next;
      },
      isLevelEnabled: isEnabled,
      flush: (timeoutMs = FLUSH_MS) => lines.flush(timeoutMs),
    };
  };
  const isEnabled = (line: LogLevel): boolean => numberOf(line) <= numberOf(logger.level);
  return loggerWith(NONE);
}

const NONE: Fields = {};

const numberOf = (level: string): number => LOG_LEVELS.findIndex((name) => name === level);

const isTerminal = (output: Writable): boolean => 'isTTY' in output && output.isTTY === true;
