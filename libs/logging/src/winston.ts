import winston from 'winston';
import Transport from 'winston-transport';

import type { Line } from './json-line.ts';
import type { LineOutput } from './line-output.ts';
import { LEVEL_NUMBERS, type LogLevel } from './log-level.ts';

/** winston's keys for a line's level, and for the finished line. */
const LEVEL = Symbol.for('level');
const MESSAGE = Symbol.for('message');

interface FinishedLine {
  readonly level: LogLevel;
  readonly [MESSAGE]: string;
}

/** winston's way out. It takes each line at once: what is to wait for a slow reader, `LineOutput` keeps. */
class LineTransport extends Transport {
  readonly #lines: LineOutput;

  constructor(lines: LineOutput) {
    super();
    this.#lines = lines;
  }

  override log(line: FinishedLine, next: () => void): void {
    this.#lines.write(`${line[MESSAGE]}\n`, line.level === 'error' || line.level === 'warn');
    next();
  }
}

/** What winston and an output need of the stack, with room to spare. Frames. */
const FRAMES = 100;

/**
 * Gives the function that sends a line through winston. It does not throw (but for the call itself, on a full stack).
 *
 * Streams whose `write` fails half-way take nothing more, ever. So a line that comes when the stack is full, as in a `catch`
 * within an endless recursion, waits until it is empty.
 */
export function createWinston(lineOf: (line: Line) => string, lines: LineOutput): (line: Line) => void {
  const logger = winston.createLogger({
    levels: { ...LEVEL_NUMBERS },
    level: 'silly', // who asks to write has looked at the level
    format: winston.format((line) => line)(), // the line comes finished: a format that fails would stop the stream
    transports: [new LineTransport(lines)],
  });
  const write = (line: Line): void => {
    try {
      const text = lineOf(line);
      needStack(FRAMES);
      logger.write({ level: line.level, message: text, [LEVEL]: line.level, [MESSAGE]: text });
    } catch {
      setImmediate(write, line);
    }
  };
  return write;
}

/** @throws RangeError where fewer frames are left */
function needStack(frames: number): void {
  if (frames > 0) needStack(frames - 1);
}
