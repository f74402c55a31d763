import type { Target } from './start-targets.ts';

/** What the processes of a service tell of themselves, all together. */
export interface Usage {
  /** Since they started, in seconds. */
  readonly cpuSeconds: number;
  readonly memoryBytes: number;
  /** The 99th percentile of the event loop's delay in the process that has the longest, ms. */
  readonly loopDelayMs: number;
}

/** The series that every service has. */
const SERIES = {
  cpuSeconds: /^process_cpu_seconds_total (?<value>\S+)$/m,
  memoryBytes: /^process_resident_memory_bytes (?<value>\S+)$/m,
  loopDelayMs: /^nodejs_eventloop_lag_p99_seconds (?<value>\S+)$/m,
};

const valueOf = (pattern: RegExp, metrics: string): number => Number(pattern.exec(metrics)?.groups?.value ?? 0);

/** A process that hangs tells nothing. */
const PATIENCE_MS = 2000;

const metricsOf = async (admin: URL | undefined): Promise<string> =>
  (await fetch(new URL('/metrics', admin), { signal: AbortSignal.timeout(PATIENCE_MS) })).text();

const INFO = /^service_info\{.*?version="(?<version>[^"]+)"/m;

/** @returns which version a service says it is; undefined where it cannot be asked, or does not say */
export async function versionOf([target]: readonly Target[]): Promise<string | undefined> {
  try {
    return INFO.exec(await metricsOf(target?.admin))?.groups?.version;
  } catch {
    return undefined;
  }
}

/** @returns undefined where one of them cannot be asked */
export async function usageOf(targets: readonly Target[]): Promise<Usage | undefined> {
  try {
    const all = await Promise.all(targets.map(({ admin }) => metricsOf(admin)));
    const sum = (pattern: RegExp): number => all.reduce((total, metrics) => total + valueOf(pattern, metrics), 0);
    return {
      cpuSeconds: sum(SERIES.cpuSeconds),
      memoryBytes: sum(SERIES.memoryBytes),
      loopDelayMs: Math.max(...all.map((metrics) => valueOf(SERIES.loopDelayMs, metrics))) * 1000,
    };
  } catch {
    return undefined;
  }
}
