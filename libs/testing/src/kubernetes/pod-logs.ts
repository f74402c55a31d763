/** What a container printed, run by run. */
export interface PodLogs {
  /** Adds lines to a container's current run. */
  write(uid: string, container: string, lines: readonly string[]): void;
  /** Begins a container's next run. */
  begin(uid: string, container: string): void;
  /** @param back 0: the current run, 1: the one before; undefined where there was none */
  read(uid: string, container: string, back: 0 | 1): readonly string[] | undefined;
}

export function createPodLogs(): PodLogs {
  const runs = new Map<string, string[][]>();
  const of = (uid: string, container: string): string[][] => {
    const key = `${uid}/${container}`;
    const found = runs.get(key) ?? [];
    runs.set(key, found);
    return found;
  };
  return {
    write: (uid, container, lines) =>
      of(uid, container)
        .at(-1)
        ?.push(...lines),
    begin: (uid, container) => of(uid, container).push([]),
    read: (uid, container, back) => of(uid, container).at(-1 - back),
  };
}
