import type { HttpProblem } from './http-problem.ts';

/** The media type of every error answer (RFC 9457). */
export const PROBLEM_TYPE = 'application/problem+json';

/** What an error answer holds, beside members of its own. */
export interface ProblemDocument {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly instance: string;
  readonly code: string;
  readonly requestId: string;
  readonly [member: string]: unknown;
}

/**
 * Tells a problem as RFC 9457 does.
 *
 * @param instance the path that was asked for
 */
export function problemDocument(problem: HttpProblem, instance: string, requestId: string): ProblemDocument {
  const { code, title, status, detail, extra } = problem;
  return { ...extra, type: `urn:problem:${code}`, title, status, detail, instance, code, requestId };
}
