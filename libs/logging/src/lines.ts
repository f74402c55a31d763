/** For who reads lines that a logger wrote, without what it takes to write them. */
export { LOG_LEVELS, type LogLevel } from './log-level.ts';
export { type LineHead, parseHead } from './parse-head.ts';
export { type LineRecord, parseLine } from './parse-line.ts';
export { createPrettyLine, type PrettyLineOptions } from './pretty-line.ts';
