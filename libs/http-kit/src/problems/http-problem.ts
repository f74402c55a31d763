import { type ProblemCode, PROBLEMS } from './problem-codes.ts';

export interface ProblemOptions {
  readonly cause?: unknown;
  /** Headers of the answer, such as Retry-After. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Further members of the problem document. */
  readonly extra?: Readonly<Record<string, unknown>>;
}

/** A failure that the client is told as it is: an expected one, neither logged as an error nor reported. */
export class HttpProblem extends Error {
  override readonly name = 'HttpProblem';
  readonly code: ProblemCode;
  readonly status: number;
  readonly title: string;
  readonly detail: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly extra: Readonly<Record<string, unknown>>;

  /**
   * @param code a code of the `PROBLEMS` table, which gives status and title
   * @param detail a sentence for the client
   */
  constructor(code: ProblemCode, detail: string, { cause, headers = {}, extra = {} }: ProblemOptions = {}) {
    super(detail, cause === undefined ? undefined : { cause });
    this.code = code;
    this.status = PROBLEMS[code].status;
    this.title = PROBLEMS[code].title;
    this.detail = detail;
    this.headers = headers;
    this.extra = extra;
  }
}

/**
 * Makes a problem to throw from a handler.
 *
 * @param code a code of the `PROBLEMS` table, which gives status and title
 * @param detail a sentence for the client
 * @param options `cause` is for the log alone; `headers` and `extra` members go to the client
 */
export function problem(code: ProblemCode, detail: string, options?: ProblemOptions): HttpProblem {
  return new HttpProblem(code, detail, options);
}
