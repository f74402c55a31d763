import { createReadStream } from 'node:fs';

import { parseHead } from '@exemplar/logging/lines';

import { Failure } from '../program/failure.ts';
import type { Batches, Entry, Origin, Places } from './entry.ts';
import { readCommand, type Surroundings } from './read-command.ts';
import { readLines } from './read-lines.ts';

/** A file of lines, and whose they are. */
export interface LogFile {
  readonly path: string;
  readonly service: string;
}

/** What is read at once: larger pieces are not quicker. Bytes. */
const PIECE = 262_144;

/** What stands in files. */
export const readFiles = (files: readonly LogFile[]): Places =>
  files.map(({ path, service }) => entriesOf(readFile(path), { service, pod: '' }));

async function* readFile(path: string): AsyncGenerator<readonly string[]> {
  try {
    yield* readLines(createReadStream(path, { highWaterMark: PIECE }));
  } catch (error) {
    throw new Failure(`${path} cannot be read: ${(error as Error).message}.`);
  }
}

/** What stands in files and what is added, also after they were emptied or made anew: `tail` knows how. */
export const followFiles = (files: readonly LogFile[], surroundings: Surroundings): Places =>
  files.map(({ path, service }) =>
    entriesOf(readCommand('tail', ['-n', '+1', '-F', path], surroundings), { service, pod: '' }),
  );

/** The lines of a file, in its order: one that is no logger's, or from a clock that went back, is as old as the one before it. */
export async function* entriesOf(batches: Batches<string>, origin: Origin): AsyncGenerator<readonly Entry[]> {
  let at = 0;
  for await (const texts of batches) {
    const readAt = performance.now();
    yield texts.map((text) => {
      const head = parseHead(text);
      if (head !== null) at = Math.max(at, Date.parse(head.time));
      return { text, head, at, readAt, origin };
    });
  }
}
