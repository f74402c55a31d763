import { foldStack } from './fold-stack.ts';
import type { Paint } from './paint.ts';
import { oneLine, pairOf } from './pretty-pair.ts';

/** An error as it stands in a line of JSON. */
interface ErrorRecord {
  readonly stack: string;
  readonly cause?: unknown;
  readonly errors?: unknown;
  readonly [property: string]: unknown;
}

export interface ErrorLook {
  readonly paint: Paint;
  /** Whether only the most telling frame of a stack is shown. */
  readonly foldStacks: boolean;
}

const INDENT = '    ';

/** Told by the stack. */
const HIDDEN = ['name', 'message', 'stack'];

export function isErrorRecord(value: unknown): value is ErrorRecord {
  return typeof value === 'object' && value !== null && 'stack' in value && typeof value.stack === 'string';
}

/** An error's lines, each indented: stack, other properties, then its causes and the errors that it gathers. */
export function prettyError(label: string, error: ErrorRecord, look: ErrorLook, indent = INDENT): string[] {
  const { paint, foldStacks } = look;
  const stack = (label === 'error' ? error.stack : `${label}: ${error.stack}`).split('\n');
  const lines = (foldStacks ? foldStack(stack) : stack).map(
    (line, index) => `${indent}${paint(index === 0 ? 'red' : 'gray', oneLine(line))}`,
  );
  const pairs: string[] = [];
  const inner: string[] = [];
  for (const [key, value] of Object.entries(error)) {
    if (HIDDEN.includes(key)) continue;
    const nested = errorsOf(key, value);
    if (nested.length === 0) pairs.push(pairOf(key, value, paint));
    for (const [name, one] of nested) inner.push(...prettyError(name, one, look, indent + INDENT));
  }
  if (pairs.length > 0) lines.push(`${indent}${INDENT}${pairs.join(' ')}`);
  return [...lines, ...inner];
}

/** The errors within a property, each with what it is called. */
function errorsOf(key: string, value: unknown): [string, ErrorRecord][] {
  if (isErrorRecord(value)) return [[key === 'cause' ? 'caused by' : key, value]];
  if (!Array.isArray(value)) return [];
  return value.filter(isErrorRecord).map((error, index) => [`${key}[${index}]`, error]);
}
