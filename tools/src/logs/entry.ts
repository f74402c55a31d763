import type { LineHead } from '@exemplar/logging/lines';

/** A line, and what places it among those of other pods and files. */
export interface Entry {
  readonly text: string;
  /** null where no logger wrote it. */
  readonly head: LineHead | null;
  /** When it was written, ms since 1970. */
  readonly at: number;
  /** When it was read, ms by `performance.now()`. */
  readonly readAt: number;
  readonly origin: Origin;
}

/** Where a line comes from. */
export interface Origin {
  readonly service: string;
  /** What tells a service's pods apart; empty for a file. */
  readonly pod: string;
}

/** What comes bit by bit: an await for each line would take longer than all else. */
export type Batches<T> = AsyncIterable<readonly T[]>;

/** Places to read from, each with its lines: they may come one by one. */
export type Places = AsyncIterable<Batches<Entry>> | Iterable<Batches<Entry>>;
