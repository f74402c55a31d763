import { type ExtractorName, EXTRACTORS } from '../extractors/extractors.ts';
import { loadPages } from '../pages/load-pages.ts';
import type { PageSource } from '../pages/page.ts';
import { answerParent, optionsOf } from './in-child.ts';

/** One contestant alone with the pages: what others have the compiler optimise is then no concern of it. */
export interface ExtractorOptions {
  readonly name: ExtractorName;
  readonly source: PageSource;
}

/** The question: extract from the pages of these numbers. */
export type Round = readonly number[];

export interface RoundAnswer {
  /** CPU time of the whole process meanwhile, in ms. */
  readonly cpuMs: number;
  /** How many pages threw. What they cost until then counts. */
  readonly failed: number;
}

const { name, source } = optionsOf() as ExtractorOptions;
const extract = await EXTRACTORS[name]();
const pages = loadPages(source);

answerParent({}, async (question): Promise<RoundAnswer> => {
  let failed = 0;
  globalThis.gc?.();
  const before = process.cpuUsage();
  for (const number of question as Round) {
    const page = pages[number];
    try {
      if (page !== undefined) await extract(page);
    } catch {
      failed += 1;
    }
  }
  const { user, system } = process.cpuUsage(before);
  return { cpuMs: (user + system) / 1000, failed };
});
