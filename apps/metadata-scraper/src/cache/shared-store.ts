import type { Entry } from './entry.ts';
import type { Failure } from './failure.ts';

/** What is known of a key. */
export interface Known {
  readonly entry: Entry | undefined;
  readonly failure: Failure | undefined;
}

/** The right to load a key. */
export type Claim =
  /** This process has it, and gives it back once what it wrote is there for the others. */
  | { readonly state: 'held'; readonly release: () => Promise<void> }
  /** Another has it; `released` waits until it has not, or `ms` are over. */
  | { readonly state: 'taken'; readonly released: (ms: number) => Promise<void> }
  /** The store does not say, so whoever asked loads without. */
  | { readonly state: 'unknown' };

/** What replicas share. It is of help where it works: nothing here ever rejects, or takes long. */
export interface SharedStore {
  /** What is known of a key; nothing where the store does not say. */
  read(key: string): Promise<Known>;
  /** Keeps an entry for `forMs`, in place of a failure. */
  writeEntry(key: string, entry: Entry, forMs: number): Promise<void>;
  /** Keeps a failure for `forMs`, beside an entry. */
  writeFailure(key: string, failure: Failure, forMs: number): Promise<void>;
  /** Claims the load of a key for at most `forMs`. */
  claim(key: string, forMs: number): Promise<Claim>;
  close(): Promise<void>;
}

const UNKNOWN: Known = { entry: undefined, failure: undefined };

/** For a process that shares nothing. */
export const NO_SHARED_STORE: SharedStore = {
  read: () => Promise.resolve(UNKNOWN),
  writeEntry: () => Promise.resolve(),
  writeFailure: () => Promise.resolve(),
  claim: () => Promise.resolve({ state: 'unknown' }),
  close: () => Promise.resolve(),
};
