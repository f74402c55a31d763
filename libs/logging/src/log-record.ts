import { isSecretKey, redact, showText } from './redact.ts';
import { MASK } from './redact-text.ts';
import { requestContext } from './request-context.ts';

export type Fields = Readonly<Record<string, unknown>>;

/** A line before it is written: only plain data, and nothing secret. */
export interface LogRecord {
  readonly time: string;
  readonly level: string;
  readonly service: string;
  readonly version: string;
  readonly message: string;
  readonly [field: string]: unknown;
}

/** These tell what the line is; a field of such a name becomes `field_<name>`. */
const RESERVED = new Set(['time', 'level', 'service', 'version', 'message', 'requestId', 'traceId', 'spanId']);

export interface Identity {
  readonly service: string;
  readonly version: string;
}

/** Makes a line's record: identity, the request's context, then the fields, redacted. */
export function logRecord(identity: Identity, level: string, message: string, ...all: readonly Fields[]): LogRecord {
  const record: Record<string, unknown> = {
    time: new Date().toISOString(),
    level,
    service: identity.service,
    version: identity.version,
    message: showText(message),
  };
  const context = requestContext();
  if (context !== undefined) {
    record.requestId = context.requestId;
    record.traceId = context.traceId;
    record.spanId = context.spanId;
    if (context.route !== undefined) record.route = context.route;
  }
  for (const fields of all) {
    for (const key in fields) record[RESERVED.has(key) ? `field_${key}` : key] = show(key, fields[key]);
  }
  return record as LogRecord; // its first five keys are set above, and no field overwrites them
}

/** Numbers and flags, most of an access line, need no copy. */
function show(key: string, value: unknown): unknown {
  if (isSecretKey(key)) return value === undefined || value === null || value === '' ? value : MASK;
  if (typeof value === 'string') return showText(value);
  if (typeof value === 'boolean') return value;
  return Number.isFinite(value) ? value : redact(value);
}
