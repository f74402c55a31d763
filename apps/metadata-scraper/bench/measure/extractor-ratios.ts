import type { ExtractorName } from '../extractors/extractors.ts';
import type { PageSource } from '../pages/page.ts';
import { type Child, startChild } from '../processes/child.ts';
import type { ExtractorOptions, Round, RoundAnswer } from '../processes/extractor.ts';
import { inTurn } from './in-turn.ts';
import { median } from './statistics.ts';

/** What those get to warm up who are measured only once, since they are slow. */
const WARM_UP_PAGES = 20;

/**
 * Lets extractors have the same pages, each in a process of its own.
 *
 * @param round the numbers of the pages
 * @returns the CPU time of each as a multiple of the first one's, the median of the rounds
 * @throws an Error where one fails on more than a tenth of the pages
 */
export async function extractorRatios<Name extends ExtractorName>(
  names: readonly [ExtractorName, ...Name[]],
  round: Round,
  source: PageSource,
  rounds: number,
): Promise<Readonly<Record<Name, number>>> {
  using children = new DisposableStack();
  const started = new Map<string, Child>();
  for (const name of names) {
    const [child] = await startChild('extractor.ts', { name, source } satisfies ExtractorOptions);
    started.set(name, children.use(child));
  }
  const measure = async (name: string, pages: Round = round): Promise<number> => {
    const answer = await started.get(name)?.ask<RoundAnswer>(pages);
    if (answer === undefined || answer.failed > pages.length / 10) {
      throw new Error(
        `${name} failed on ${answer?.failed ?? 'all'} of ${pages.length} pages: there is nothing to compare.`,
      );
    }
    return answer.cpuMs;
  };
  await measure(names[0]);
  for (const name of names.slice(1)) await measure(name, rounds > 1 ? round : round.slice(0, WARM_UP_PAGES));
  const times = await inTurn(names as readonly string[], rounds, (name) => measure(name));
  const base = times[names[0]] ?? [];
  return Object.fromEntries(
    names.map((name) => [name, median((times[name] ?? []).map((ms, index) => ms / (base[index] ?? Number.NaN)))]),
  ) as Record<Name, number>;
}
