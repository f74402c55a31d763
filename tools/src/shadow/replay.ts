import { setTimeout as sleep } from 'node:timers/promises';

export interface Pace {
  /** Of lines that are begun; undefined for as fast as the answers come. */
  readonly perSecond: number | undefined;
  /** How many lines are waited for at once. */
  readonly atOnce: number;
}

/**
 * Works through lines in their order, several at once, and begins no more of them a second than is said.
 *
 * @throws what work throws
 */
export async function replay<Line>(
  lines: readonly Line[],
  { perSecond, atOnce }: Pace,
  work: (line: Line) => Promise<void>,
): Promise<void> {
  const started = performance.now();
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let index = next++; index < lines.length; index = next++) {
      if (perSecond !== undefined) await sleep(Math.max(0, started + (1000 * index) / perSecond - performance.now()));
      await work(lines[index] as Line);
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, lines.length) }, worker));
}
