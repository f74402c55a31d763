import { type LogRecord } from './log-record.ts';

/** Log collectors split longer lines, which are then no JSON. Characters. */
const MAX_LINE = 65_536;

/** One line of JSON, whatever the record's size: the fields go when they are too much. */
export function jsonLine(record: LogRecord): string {
  const line = JSON.stringify(record);
  if (line.length <= MAX_LINE) return line;
  const { time, level, service, version, message, requestId, traceId } = record;
  return JSON.stringify({ time, level, service, version, message, requestId, traceId, cut: line.length });
}
