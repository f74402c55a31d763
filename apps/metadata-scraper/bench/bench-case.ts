import type { PageSource } from './pages/page.ts';

export interface BenchOptions {
  readonly source: PageSource;
  /** How long each load of the open model lasts. */
  readonly seconds: number;
  /** How many pages fill the cache when its memory is measured. */
  readonly cachedPages: number;
}

/** One line of the report. */
export interface Figure {
  readonly what: string;
  readonly value: number;
  readonly unit?: string;
  /** What `required` and `aim` are: the most, by default, or the least that may come. */
  readonly bound?: 'most' | 'least';
  readonly required?: number;
  readonly aim?: number;
}

export interface BenchCase {
  /** What `--only` calls it. */
  readonly name: string;
  readonly title: string;
  readonly run: (options: BenchOptions) => Promise<readonly Figure[]>;
}
