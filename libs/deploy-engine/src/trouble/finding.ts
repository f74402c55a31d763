import type { Trouble, TroubleCode } from './trouble.ts';

/**
 * How long something may go on before the release has failed of it.
 *
 * `never`: it has failed. `a while`: what it needs may come yet, or the next try may do. `to the end`: until the deadline.
 */
export type MayLast = 'never' | 'a while' | 'to the end';

/** Something that keeps a pod from serving. */
export interface Finding extends Trouble {
  readonly mayLast: MayLast;
  /** Whether every pod has it for a moment, at its start: then it is told only where it is the end. */
  readonly usual: boolean;
  /** The container whose last lines tell more, and of which run. */
  readonly logsOf?: LogsOf;
}

export interface LogsOf {
  readonly pod: string;
  readonly container: string;
  readonly previous: boolean;
}

export const found = (
  code: TroubleCode,
  sentence: string,
  mayLast: MayLast,
  more: Partial<Pick<Finding, 'usual' | 'logsOf'>> = {},
): Finding => ({ code, sentence, mayLast, usual: false, ...more });
