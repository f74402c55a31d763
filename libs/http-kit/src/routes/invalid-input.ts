import type { z } from 'zod';

import { type HttpProblem, problem } from '../problems/http-problem.ts';

/** Where a wrong value stood. */
export type Place = 'query' | 'path' | 'header' | 'body';

/** One thing wrong with a request: a sentence and where to look, a parameter's name or a JSON pointer into the body. */
export interface InputIssue {
  readonly in: Place;
  readonly parameter?: string;
  readonly pointer?: string;
  readonly message: string;
}

type Tree = Readonly<Record<PropertyKey, unknown>>;

const SHOWN_CHARACTERS = 80;
const SHOWN_ISSUES = 20;

const SUBJECTS: Readonly<Record<Exclude<Place, 'body'>, string>> = {
  query: 'Query parameter',
  path: 'Path parameter',
  header: 'Header',
};

/** Tells the client all that is wrong with its request; the detail is the first sentence. */
export function invalidInput(issues: readonly InputIssue[]): HttpProblem {
  const rest = issues.length > 1 ? ` (and ${issues.length - 1} more)` : '';
  return problem('invalid-request', `${String(issues[0]?.message)}${rest}`, {
    extra: { errors: issues.slice(0, SHOWN_ISSUES) },
  });
}

/** An issue with one named parameter. */
export function parameterIssue(place: Exclude<Place, 'body'>, name: string, what: string): InputIssue {
  return { in: place, parameter: name, message: `${SUBJECTS[place]} ${shown(name)} ${what}` };
}

/** What a schema found wrong with parameters. */
export function parameterIssues(
  place: Exclude<Place, 'body'>,
  error: z.ZodError,
  values: Readonly<Record<string, unknown>>,
): readonly InputIssue[] {
  return error.issues.map(({ path, message }) => {
    if (path.length === 0) return { in: place, message: sentence(message) };
    const name = String(path[0]);
    const value = values[name];
    if (value === undefined) return parameterIssue(place, name, 'is missing.');
    return parameterIssue(place, name, `is ${shown(value)}: ${sentence(message)}`);
  });
}

/** What a schema found wrong with a body. */
export function bodyIssues(error: z.ZodError, body: unknown): readonly InputIssue[] {
  return error.issues.map(({ path, message }) => {
    const pointer = path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
    const value = path.reduce<unknown>((inner, step) => (inner as Tree | null | undefined)?.[step], body);
    const subject = pointer === '' ? 'The body' : `The body's ${shown(pointer)}`;
    const what = value === undefined ? 'is missing.' : `is ${shown(value)}: ${sentence(message)}`;
    return { in: 'body', pointer, message: `${subject} ${what}` };
  });
}

/** A value as a message quotes it, cut to a length that does no harm. */
export function shown(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length > SHOWN_CHARACTERS ? `${text.slice(0, SHOWN_CHARACTERS)}…` : text;
}

const sentence = (message: string): string => (message.endsWith('.') ? message : `${message}.`);
