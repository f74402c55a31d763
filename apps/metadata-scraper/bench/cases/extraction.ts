import type { BenchCase, BenchOptions, Figure } from '../bench-case.ts';
import type { ExtractorName } from '../extractors/extractors.ts';
import { inTurn } from '../measure/in-turn.ts';
import { median, percentile } from '../measure/statistics.ts';
import type { PageSource } from '../pages/page.ts';
import { type Child, startChild } from '../processes/child.ts';
import type { ExtractorOptions, Round, RoundAnswer } from '../processes/extractor.ts';
import type { PageTimes } from '../processes/page-times.ts';

const ROUNDS = 6;
const LIGHT = ['pass', 'ours', 'tags alone', 'unfurl.js'] as const;
const HEAVY = ['url-metadata', 'open-graph-scraper', 'jsdom', 'metascraper'] as const;
/** They take up to seconds for a page, so there is a limit to how many they get. */
const HEAVY_PAGES = 150;
const WARM_UP_PAGES = 20;

/** Extraction alone, as a multiple of one htmlparser2 pass over the same pages; each contestant in a process of its own. */
export const extraction: BenchCase = {
  name: 'extraction',
  title: 'Extraction alone',
  run: async ({ source }: BenchOptions) => {
    const times = await pageTimes(source);
    const all = times.whole.map((_ms, number) => number);
    const light = await ratios(LIGHT, all, source, ROUNDS);
    const heads = await ratios(['pass', 'ours, fields'], times.settled, source, ROUNDS);
    const sample = all.filter((number) => number % Math.ceil(all.length / HEAVY_PAGES) === 0);
    const heavy: Figure[] = [];
    for (const name of HEAVY) {
      const ratio = await ratios(['pass', name], sample, source, 1);
      heavy.push(peer(name, ratio[name]));
    }
    return [
      { what: `all fields, ${all.length} whole pages`, value: light.ours, unit: '× pass', required: 1.6, aim: 1.2 },
      {
        what: `\`fields=\` of a preview, the ${times.settled.length} pages whose heads tell them`,
        value: heads['ours, fields'],
        unit: '× pass',
        required: 0.4,
      },
      { what: 'one page, 99th percentile', value: percentile(times.whole, 0.99), unit: 'ms', required: 30 },
      { what: 'one page, longest', value: Math.max(...times.whole), unit: 'ms' },
      { what: 'longest hold of the event loop', value: Math.max(...times.hold), unit: 'ms', required: 20 },
      peer('tags alone (htmlparser2, whole page)', light['tags alone']),
      peer('unfurl.js', light['unfurl.js']),
      ...heavy,
    ];
  },
};

const peer = (what: string, value: number): Figure => ({ what, value, unit: '× pass' });

async function pageTimes(source: PageSource): Promise<PageTimes> {
  const [child] = await startChild('page-times.ts', source);
  using measured = child;
  return await measured.ask<PageTimes>('times');
}

/** @returns the CPU time of each contestant as a multiple of the first one's */
async function ratios<Name extends ExtractorName>(
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
  const warmUp = rounds > 1 ? round : round.slice(0, WARM_UP_PAGES);
  for (const name of names) await measure(name, warmUp);
  const times = await inTurn(names as readonly string[], rounds, (name) => measure(name));
  const base = times[names[0]] ?? [];
  return Object.fromEntries(
    names.map((name) => [name, median((times[name] ?? []).map((ms, index) => ms / (base[index] ?? Number.NaN)))]),
  ) as Record<Name, number>;
}
