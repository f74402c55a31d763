import type { Breadcrumb, SeverityLevel } from '@sentry/node';

import { type LineRecord, type LogLevel, parseLine } from '@exemplar/logging/lines';

/** Sentry's words. */
const LEVELS: Readonly<Record<LogLevel, SeverityLevel>> = {
  error: 'error',
  warn: 'warning',
  info: 'info',
  http: 'info',
  verbose: 'debug',
  debug: 'debug',
  silly: 'debug',
};

/** What the report has once, for all of them; and who called, which is nobody's business there. */
const LEFT_OUT = new Set([
  'time',
  'level',
  'message',
  'service',
  'version',
  'requestId',
  'traceId',
  'spanId',
  'route',
  'client',
]);

/** The lines that a request logged, as what led to a bug; they are masked already. */
export const breadcrumbsOf = (lines: readonly string[]): readonly Breadcrumb[] =>
  lines.flatMap((text) => {
    const line = parseLine(text);
    return line === null ? [] : [breadcrumbOf(line)];
  });

function breadcrumbOf(line: LineRecord): Breadcrumb {
  const data = Object.entries(line).filter(([name]) => !LEFT_OUT.has(name));
  return {
    type: 'default',
    category: 'log',
    level: LEVELS[line.level],
    timestamp: Date.parse(line.time) / 1000,
    message: line.message,
    data: Object.fromEntries(data.map(([name, value]) => [name, name === 'error' ? inShort(value) : value])),
  };
}

/** The error is the report itself, or one that was dealt with: its stack would only be in the way. */
function inShort(error: unknown): unknown {
  if (typeof error !== 'object' || error === null) return error;
  const { name, message, code }: Readonly<Record<string, unknown>> = { ...error };
  return { name, message, ...(code !== undefined && { code }) };
}
