/** How long the steps of one answer took, in the order in which they began. */
export interface Timings {
  /** Runs a step and keeps how long it took, whether or not it succeeded. A step that runs again adds to its time. */
  measure<T>(step: string, run: () => Promise<T>): Promise<T>;
  /** As the `Server-Timing` header has it, durations in ms; '' when nothing was measured. https://www.w3.org/TR/server-timing/ */
  toHeader(): string;
}

export function createTimings(): Timings {
  const durations = new Map<string, number>();
  return {
    measure: async (step, run) => {
      const start = performance.now();
      const before = durations.get(step) ?? 0;
      durations.set(step, before);
      try {
        return await run();
      } finally {
        durations.set(step, before + performance.now() - start);
      }
    },
    toHeader: () => Array.from(durations, ([step, ms]) => `${step};dur=${ms.toFixed(1)}`).join(', '),
  };
}
