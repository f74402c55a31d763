export { LOG_LEVELS, type LogLevel } from './log-level.ts';
export { createLogger, type Logger, type LoggerOptions } from './logger.ts';
export { type LogOutput, openStdout, type StdoutOptions } from './open-stdout.ts';
export { redact } from './redact.ts';
export { redactText } from './redact-text.ts';
export { type RequestContext, requestContext, runWithContext } from './request-context.ts';
