import { readFileSync } from 'node:fs';

import { Failure } from '../program/failure.ts';
import type { ShadowRules } from './rules-schema.ts';

/** A line of the file, and what is asked for it. */
export interface ReplayedRequest {
  readonly line: string;
  readonly path: string;
}

/**
 * Reads what is asked: a request a line; empty lines and those that begin with `#` say nothing.
 *
 * @param template how a line becomes a path, by default the line itself
 * @throws Failure where the file cannot be read, says nothing, or has a line that is no path
 */
export function readRequests(file: string, template: ShadowRules['request']): readonly ReplayedRequest[] {
  const lines = textOf(file)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
  if (lines.length === 0) throw new Failure(`${file} has no line that could be asked.`);
  return lines.map((line) => ({ line, path: pathOf(line, template, file) }));
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new Failure(
      `${file} cannot be read: ${(error as Error).message}. --urls names a file with a request a line.`,
    );
  }
}

function pathOf(line: string, template: ShadowRules['request'], file: string): string {
  if (line.startsWith('/')) return line;
  if (template !== undefined) return template.replaceAll('{line}', () => encodeURIComponent(line));
  throw new Failure(
    `${file} has the line "${line}", which is no path. Wanted: a path such as /v1/things, or \`request\` in the service's ` +
      'shadow.yaml, which says how a line becomes one.',
  );
}
