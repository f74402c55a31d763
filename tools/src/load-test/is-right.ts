import type { MixRequest } from './read-mix.ts';

/**
 * Whether an answer is what the mix wants: one of its statuses or, where it names none, one that tells of no error.
 *
 * @param outcome the status, or what came instead of one
 */
export const isRight = ({ statuses }: MixRequest, outcome: number | string): boolean =>
  typeof outcome === 'number' && (statuses?.includes(outcome) ?? (outcome >= 200 && outcome < 400));
