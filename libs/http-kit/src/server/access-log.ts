import type { Logger, LogLevel } from '@exemplar/logging';

import type { Exchange } from './exchange.ts';

/** What nginx logs for a client that left before its answer; it is in logs and metrics only. */
export const CLIENT_CLOSED = 499;

const MAX_PATH = 500;

/**
 * Writes the line of a finished exchange: what was asked (without the query, which may hold secrets) and what came of it.
 * Request id, trace and route are the logger's to add, from the context.
 */
export function logAccess(logger: Logger, level: LogLevel, exchange: Exchange, status: number, seconds: number): void {
  const lineLevel = status >= 500 ? 'warn' : level;
  if (!logger.isLevelEnabled(lineLevel)) return;
  const { req, bytes, client, errorCode } = exchange;
  const method = req.method;
  const path = exchange.path.length > MAX_PATH ? `${exchange.path.slice(0, MAX_PATH)}…` : exchange.path;
  const fields: Record<string, unknown> = {
    method,
    path,
    status,
    durationMs: Math.round(seconds * 1e6) / 1e3,
    bytes,
    client,
  };
  if (errorCode !== undefined) fields.problem = errorCode;
  if (exchange.aborted) fields.aborted = true;
  logger[lineLevel](`${String(method)} ${path} ${status}`, fields);
}
