import { styleText } from 'node:util';

import { type LogRecord } from './log-record.ts';

type Style = Parameters<typeof styleText>[0];

const STYLES: Readonly<Record<string, Style>> = {
  error: ['red', 'bold'],
  warn: 'yellow',
  info: 'green',
  http: 'cyan',
  verbose: 'blue',
  debug: 'magenta',
  silly: 'gray',
};

/** On every line, and known to whoever sits at the terminal. */
const HIDDEN = new Set([
  'time',
  'level',
  'message',
  'service',
  'version',
  'requestId',
  'traceId',
  'spanId',
  'route',
  'method',
]);

/** A line for people: time, level, message, fields; an error's stack below, indented. */
export function prettyLine(record: LogRecord, style: typeof styleText = styleText): string {
  const stacks: string[] = [];
  const fields: string[] = [];
  for (const [key, value] of Object.entries(record)) {
    if (HIDDEN.has(key) || value === undefined) continue;
    const stack = stackOf(value);
    if (stack === undefined) fields.push(`${style('gray', `${key}=`)}${plain(value)}`);
    else stacks.push(stack);
  }
  const time = style('gray', record.time.slice(11, 23));
  const level = style(STYLES[record.level] ?? 'white', record.level.padEnd(5));
  const first = [time, level, oneLine(record.message), ...fields].join(' ');
  return [first, ...stacks.map((stack) => style('gray', `    ${stack.replaceAll('\n', '\n    ')}`))].join('\n');
}

function stackOf(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null || !('stack' in value) || typeof value.stack !== 'string')
    return undefined;
  const cause = 'cause' in value ? stackOf(value.cause) : undefined;
  return cause === undefined ? value.stack : `${value.stack}\ncaused by: ${cause}`;
}

function plain(value: unknown): string {
  if (typeof value === 'string' && /^[^\s"=]+$/.test(value)) return oneLine(value);
  return JSON.stringify(value);
}

/** A value that came from outside must not look like a line of its own, nor move the cursor. */
function oneLine(text: string): string {
  return text.replaceAll(
    /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
