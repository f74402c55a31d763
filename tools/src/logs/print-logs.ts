import type { Writable } from 'node:stream';

import { readService } from '../descriptor/read-service.ts';
import { Failure } from '../program/failure.ts';
import { filesOn } from '../workspace/files.ts';
import { createFilter, createRequestMatch, type RequestMatch } from './create-filter.ts';
import { createShow, type Show, showJson } from './create-show.ts';
import type { Batches, Entry } from './entry.ts';
import { keepWanted } from './keep-wanted.ts';
import { mergeByTime } from './merge-by-time.ts';
import { type Open, placesOf, type Surroundings } from './places-of.ts';
import { readWishes, type Wishes } from './read-wishes.ts';

export interface Output {
  readonly stdout: Writable;
  /** The time, ms since 1970. */
  readonly now: number;
  /** How long an entry waits, while following, for older ones, ms. */
  readonly patienceMs: number;
}

/** How long an entry waits for older ones of places that end, but may hang, ms. */
const READING_PATIENCE_MS = 10_000;

/**
 * Prints what a service logged, or what all of them did.
 *
 * @param root the service's folder, from the workspace's root; any other folder stands for all services
 * @param words what was said on the command line after the folder
 * @throws Failure, DescriptionError
 */
export async function printLogs(
  root: string,
  words: readonly string[],
  { stdout, now, patienceMs, ...surroundings }: Surroundings & Output,
): Promise<void> {
  const wishes = readWishes(words);
  const service = serviceIn(root, surroundings.workspaceRoot);
  const over = new AbortController();
  const signal = AbortSignal.any([surroundings.signal, over.signal]);
  const complain = onlyOnce(surroundings.complain, signal);
  try {
    const open = placesOf(service, wishes, { ...surroundings, complain, signal });
    const isWanted = createFilter({ ...wishes, since: sinceOf(wishes, now), request: await matchOf(wishes, open) });
    const lines = mergeByTime(
      keepWanted(open(wishes.follow), isWanted),
      wishes.follow ? patienceMs : READING_PATIENCE_MS,
    );
    const ofAll = service === undefined || wishes.request !== undefined;
    const count = await writeAll(lines, showOf(wishes, ofAll, stdout, now), stdout);
    if (count === 0) complain('There is no such line.');
  } catch (error) {
    if (!signal.aborted && !isReaderGone(error)) throw error;
  } finally {
    over.abort();
  }
}

const serviceIn = (root: string, workspaceRoot: string): string | undefined =>
  root.startsWith('apps/') ? readService(root, filesOn(workspaceRoot)).name : undefined;

/** What goes wrong while following goes wrong again at each try, and at the end all that is cut short goes wrong. */
function onlyOnce(tell: (sentence: string) => void, over: AbortSignal): (sentence: string) => void {
  const told = new Set<string>();
  return (sentence) => {
    if (!over.aborted && !told.has(sentence)) tell(sentence);
    told.add(sentence);
  };
}

const sinceOf = ({ sinceSeconds }: Wishes, now: number): number | undefined =>
  sinceSeconds === undefined ? undefined : now - sinceSeconds * 1000;

/** Reads all lines once, so that the traces of the request are known before those of other services are met. */
async function matchOf({ request }: Wishes, open: Open): Promise<RequestMatch | undefined> {
  if (request === undefined) return undefined;
  const isOfRequest = createRequestMatch(request);
  for await (const entries of mergeByTime(open(false), READING_PATIENCE_MS)) {
    for (const { text } of entries) isOfRequest(text);
  }
  return isOfRequest;
}

const showOf = ({ json, full }: Wishes, namesService: boolean, output: Writable, now: number): Show =>
  json ? showJson : createShow({ output, full, namesService }, new Date(now));

/** @returns how many lines there were */
async function writeAll(lines: Batches<Entry>, show: Show, stdout: Writable): Promise<number> {
  stdout.on('error', () => undefined); // each write tells, and without a listener it would end the process
  let count = 0;
  for await (const entries of lines) {
    count += entries.length;
    await write(stdout, entries.map((entry) => `${show(entry)}\n`).join(''));
  }
  return count;
}

const write = (stdout: Writable, text: string): Promise<void> =>
  new Promise((resolve, reject) => {
    stdout.write(text, (error) => {
      if (!error) resolve();
      else reject(isReaderGone(error) ? error : new Failure(`The lines cannot be written: ${error.message}.`));
    });
  });

/** Whoever read, such as `head`, has what was wanted. */
const isReaderGone = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'EPIPE';
