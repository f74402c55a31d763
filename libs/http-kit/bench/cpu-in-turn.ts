import { median } from './median.ts';

/** Makes what is done again and again, once for each round. */
export type Begin = () => () => Promise<void>;

export interface Rounds {
  /** How often it is done in a round, and how many at a time. */
  readonly batch: number;
  readonly atOnce: number;
  readonly rounds: number;
  /** Rounds before those that count. */
  readonly warmUp: number;
}

/** Prints the CPU time of this process that each subject takes, and as a multiple of the first's. The subjects take turns. */
export async function cpuInTurn(
  subjects: Readonly<Record<string, Begin>>,
  unit: string,
  { batch, atOnce, rounds, warmUp }: Rounds,
): Promise<void> {
  const taken: Record<string, number[]> = {};
  for (let round = -warmUp; round < rounds; round += 1) {
    for (const [name, begin] of Object.entries(subjects)) {
      const micros = await measure(begin(), batch, atOnce);
      if (round >= 0) (taken[name] ??= []).push(micros);
    }
  }
  const [first = []] = Object.values(taken);
  for (const [name, micros] of Object.entries(taken)) {
    const ratio = median(micros.map((value, round) => value / (first[round] ?? Number.NaN)));
    console.log(`  ${name.padEnd(15)} ${median(micros).toFixed(0).padStart(5)} µs CPU/${unit}  ${ratio.toFixed(2)}x`);
  }
}

/** CPU time of each time that it is done, in µs. */
async function measure(work: () => Promise<void>, batch: number, atOnce: number): Promise<number> {
  const before = process.cpuUsage();
  let left = batch;
  const worker = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      await work();
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  const { user, system } = process.cpuUsage(before);
  return (user + system) / batch;
}
