import { PassThrough } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';

import { LOG_LEVELS, type LogLevel, parseLine } from '@exemplar/logging/lines';

import { createFormatLine } from './create-format-line.ts';
import type { Entry } from './entry.ts';

export interface Wanted {
  /** Lines of this level and of worse ones. */
  readonly level?: LogLevel | undefined;
  /** Lines of this request, or of its trace. */
  readonly request?: RequestMatch | undefined;
  /** Found in a line as it was written, or as people see it. */
  readonly pattern?: RegExp | undefined;
  /** ms since 1970. */
  readonly since?: number | undefined;
}

/** Whether a line belongs to a request. */
export type RequestMatch = (text: string) => boolean;

/**
 * Gives the test of whether a line is wanted. What no logger wrote has no level: it is wanted at any, as it may be why a process
 * ended.
 */
export function createFilter({ level, request, pattern, since }: Wanted): (entry: Entry) => boolean {
  const tests: ((entry: Entry) => boolean)[] = [];
  if (since !== undefined) tests.push(({ at }) => at >= since);
  if (level !== undefined) {
    const levels = new Set(LOG_LEVELS.slice(0, LOG_LEVELS.indexOf(level) + 1));
    tests.push(({ head }) => head === null || levels.has(head.level));
  }
  if (request !== undefined) tests.push(({ text }) => request(text));
  if (pattern !== undefined) {
    const formatLine = createFormatLine({ output: new PassThrough() });
    const asSeen = (text: string): string => stripVTControlCharacters(formatLine(text));
    tests.push(({ text }) => pattern.test(text) || pattern.test(asSeen(text)));
  }
  return (entry) => tests.every((test) => test(entry));
}

/**
 * Gives the test of whether a line belongs to a request. Other services give the request ids of their own and share its trace, so the
 * test learns the traces of the lines that it sees.
 *
 * @param id the request's, or its beginning as lines for people show it; or a trace's
 */
export function createRequestMatch(id: string): RequestMatch {
  const ids = new Set([id]);
  return (text) => {
    if (![...ids].some((known) => text.includes(known))) return false;
    const { requestId, traceId }: Readonly<Record<string, unknown>> = parseLine(text) ?? {};
    if (typeof requestId === 'string' && typeof traceId === 'string' && requestId.startsWith(id)) ids.add(traceId);
    return true;
  };
}
