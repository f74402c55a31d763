import { createExtraction } from '../../src/extract/index.ts';
import { CHUNK_BYTES, PREVIEW_FIELDS } from '../extractors/ours.ts';
import { median } from '../measure/statistics.ts';
import { loadPages } from '../pages/load-pages.ts';
import type { Page, PageSource } from '../pages/page.ts';
import { answerParent, optionsOf } from './in-child.ts';

/** CPU time of the event loop's own thread, in ms, for each page. */
export interface PageTimes {
  readonly whole: readonly number[];
  /** The longest that the page held the event loop: one chunk's `write`, or `end`. */
  readonly hold: readonly number[];
  /** The pages whose head told all fields of a preview. */
  readonly settled: readonly number[];
}

const ROUNDS = 3;

const pages = loadPages(optionsOf() as PageSource);

function threadMs(work: () => void): number {
  const before = process.threadCpuUsage();
  work();
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1000;
}

function stepsOf({ url, contentType, bytes }: Page): readonly number[] {
  const extraction = createExtraction({ url, contentType });
  const steps: number[] = [];
  for (let at = 0; at < bytes.length; at += CHUNK_BYTES) {
    const chunk = bytes.subarray(at, at + CHUNK_BYTES);
    steps.push(
      threadMs(() => {
        extraction.write(chunk);
      }),
    );
  }
  return [...steps, threadMs(() => extraction.end())];
}

/** Whether the wanted fields are settled before the page is over, as `</html>` says. */
function isSettledEarly({ url, contentType, bytes }: Page): boolean {
  const preview = createExtraction({ url, contentType, fields: PREVIEW_FIELDS });
  const whole = createExtraction({ url, contentType });
  for (let at = 0; at < bytes.length && !preview.isDone(); at += CHUNK_BYTES) {
    const chunk = bytes.subarray(at, at + CHUNK_BYTES);
    preview.write(chunk);
    whole.write(chunk);
  }
  return preview.isDone() && !whole.isDone();
}

answerParent({}, (): PageTimes => {
  const rounds = Array.from({ length: ROUNDS + 1 }, () => pages.map(stepsOf)).slice(1); // the first warms up
  const medians = (of: (steps: readonly number[]) => number): readonly number[] =>
    pages.map((_page, number) => median(rounds.map((round) => of(round[number] ?? []))));
  return {
    whole: medians((steps) => steps.reduce((total, step) => total + step, 0)),
    hold: medians((steps) => Math.max(...steps)),
    settled: pages.flatMap((page, number) => (isSettledEarly(page) ? [number] : [])),
  };
});
