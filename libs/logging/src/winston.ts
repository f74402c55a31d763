import type { Writable } from 'node:stream';

import winston from 'winston';
import Transport from 'winston-transport';

import { LEVEL_NUMBERS } from './log-level.ts';

/** winston's keys for an entry's level, and for its finished text. */
const LEVEL = Symbol.for('level');
const MESSAGE = Symbol.for('message');

interface Entry {
  readonly [MESSAGE]: string;
}

/** winston's way out. It takes each text at once: what is to wait for a slow reader, the stream keeps. */
class LineTransport extends Transport {
  readonly #stream: Writable;

  constructor(stream: Writable) {
    super();
    this.#stream = stream;
  }

  override log(entry: Entry, next: () => void): void {
    this.#stream.write(entry[MESSAGE]);
    next();
  }
}

/** Gives the function that sends finished lines, one or more, to a stream by way of winston. */
export function createWinston(stream: Writable): (text: string) => void {
  const logger = winston.createLogger({
    levels: { ...LEVEL_NUMBERS },
    level: 'silly', // who asks to write has looked at the level
    format: winston.format((entry) => entry)(), // lines come finished: a format that fails would stop the stream
    transports: [new LineTransport(stream)],
  });
  return (text) => {
    logger.write({ level: 'info', message: text, [LEVEL]: 'info', [MESSAGE]: text });
  };
}
