import { createInterface } from 'node:readline/promises';
import type { Readable, Writable } from 'node:stream';

/**
 * Asks a person at a terminal. Where there is none, nobody says yes.
 *
 * @param input and output: of the terminal
 */
export const createAskPerson =
  (input: Readable & { readonly isTTY?: boolean }, output: Writable) =>
  async (question: string, withinMs: number): Promise<boolean> => {
    if (input.isTTY !== true) return false;
    const lines = createInterface({ input, output });
    try {
      const answer = await lines.question(`${question} [y/N] `, { signal: AbortSignal.timeout(withinMs) });
      return /^y(?:es)?$/i.test(answer.trim());
    } catch {
      return false; // The time is over.
    } finally {
      lines.close();
    }
  };
