/** Runs at most one piece of work for a key at a time; who asks meanwhile gets the result of the one under way. */
type Coalesce<Result> = (key: string, work: () => Promise<Result>) => Promise<Result>;

/** Makes one; each has its own keys. What is over is let go of, as in createInFlight, though V8 may keep the Map's old tables. */
export const createCoalesce = <Result>(): Coalesce<Result> => {
  const underWay = new Map<string, { result: Promise<Result> | undefined }>();
  return (key, work) => {
    const running = underWay.get(key)?.result;
    if (running !== undefined) return running;
    const slot: { result: Promise<Result> | undefined } = { result: undefined };
    slot.result = work().finally(() => {
      slot.result = undefined;
      underWay.delete(key);
    });
    underWay.set(key, slot);
    return slot.result;
  };
};
