/** Runs at most one piece of work for a key at a time; who asks meanwhile gets the result of the one under way. */
export type Coalesce<T> = (key: string, work: () => Promise<T>) => Promise<T>;

/** Makes one; each has its own keys. */
export function createCoalesce<T>(): Coalesce<T> {
  const underWay = new Map<string, Promise<T>>();
  return (key, work) => {
    const running = underWay.get(key);
    if (running !== undefined) return running;
    const started = work().finally(() => {
      underWay.delete(key);
    });
    underWay.set(key, started);
    return started;
  };
}
