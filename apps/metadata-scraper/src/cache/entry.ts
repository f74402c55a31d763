/** An answer ready to send. */
export interface Answer {
  readonly body: Buffer;
  readonly etag: string;
}

/** What the origin can be asked with whether its page is still the same: its `ETag` and `Last-Modified`. */
export interface Validators {
  readonly etag: string | null;
  readonly lastModified: string | null;
}

/** An answer as it is kept. Times are in ms since 1970, so that replicas can share it. */
export interface Entry {
  readonly answer: Answer;
  readonly validators: Validators;
  /** When it was loaded, or the origin last said that it is unchanged. */
  readonly loadedAt: number;
  readonly freshUntil: number;
}

/** How the cache came to an answer, as `X-Cache` tells it. */
export type CacheState = 'HIT' | 'MISS' | 'STALE' | 'REVALIDATED' | 'BYPASS';

/** An answer, and how the cache came to it. */
export interface Cached {
  readonly answer: Answer;
  /** Milliseconds since it was loaded or revalidated. */
  readonly ageMs: number;
  /** How much longer it is fresh, in ms; 0 where it is stale. */
  readonly freshMs: number;
  readonly state: CacheState;
}

/** An entry, and how the cache came to it. */
export interface Found {
  readonly entry: Entry;
  readonly state: CacheState;
}

/** What goes to whoever asked. A replica's clock may be ahead, so no age is below 0. */
export function cachedOf({ entry: { answer, loadedAt, freshUntil }, state }: Found, now: number): Cached {
  return { answer, ageMs: Math.max(0, now - loadedAt), freshMs: Math.max(0, freshUntil - now), state };
}

/** Whether there is an entry that is fresh, or was `pastMs` ago. */
export function isUsable(entry: Entry | undefined, pastMs: number, now: number): entry is Entry {
  return entry !== undefined && now < entry.freshUntil + pastMs;
}
