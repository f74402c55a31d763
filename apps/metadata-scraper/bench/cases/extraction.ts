import type { BenchCase, BenchOptions, Figure } from '../bench-case.ts';
import { extractorRatios } from '../measure/extractor-ratios.ts';
import { percentile } from '../measure/statistics.ts';
import type { PageSource } from '../pages/page.ts';
import { startChild } from '../processes/child.ts';
import type { PageTimes } from '../processes/page-times.ts';

const ROUNDS = 6;
const LIGHT = ['pass', 'ours', 'tags alone', 'unfurl.js'] as const;
const HEAVY = ['url-metadata', 'open-graph-scraper', 'jsdom', 'metascraper'] as const;
/** They take up to seconds for a page, so there is a limit to how many they get. */
const HEAVY_PAGES = 150;

/** Extraction alone, as a multiple of one htmlparser2 pass over the same pages; each contestant in a process of its own. */
export const extraction: BenchCase = {
  name: 'extraction',
  title: 'Extraction alone',
  run: async ({ source }: BenchOptions) => {
    const times = await pageTimes(source);
    const all = times.whole.map((_ms, number) => number);
    const light = await extractorRatios(LIGHT, all, source, ROUNDS);
    const heads = await extractorRatios(['pass', 'ours, fields'], times.settled, source, ROUNDS);
    const sample = all.filter((number) => number % Math.ceil(all.length / HEAVY_PAGES) === 0);
    const heavy: Figure[] = [];
    for (const name of HEAVY) {
      const ratio = await extractorRatios(['pass', name], sample, source, 1);
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
