import { setTimeout as sleep } from 'node:timers/promises';

import { averageRate, PROFILES } from '../load-test/profiles.ts';
import type { MixRequest } from '../load-test/read-mix.ts';
import { Failure } from '../program/failure.ts';
import type { Subject } from './drill-row.ts';
import { openProcesses, type Processes } from './open-processes.ts';
import type { Instance } from './start-instance.ts';
import { isAnswered, type Load, type LoadOptions, startLoad } from './start-load.ts';
import { type SeriesWatch, watchSeries } from './watch-series.ts';

export interface StageOptions extends Subject {
  /** The service's folder, absolute. */
  readonly folder: string;
  /** How long `pause` takes. */
  readonly seconds: number;
  /** Where programs are, as in `PATH`. */
  readonly path: string;
  /** How long anything may take, such as to start or to recover, ms. */
  readonly patienceMs: number;
}

/** Where a drill takes place: processes of the service, and requests to them. */
export interface Stage extends Subject, Pick<Processes, 'start' | 'startAgain' | 'close'> {
  readonly path: string;
  readonly patienceMs: number;
  /** Requests at ten times the service's average, those of the mix unless others are given. */
  load(options?: Partial<Pick<LoadOptions, 'requests' | 'retries' | 'rate'>>): Load;
  /** A while of load without anything new. */
  pause(): Promise<void>;
  /**
   * Waits until the process answers each rightly: those of the mix whose time is its own, unless others are given.
   *
   * @returns since when that took, ms
   * @throws Failure where it does not
   */
  recovered(instance: Instance, since: number, requests?: readonly MixRequest[]): Promise<number>;
  /**
   * Waits until errors that are tolerated have not come for a while.
   *
   * @param since how long it may have been calm, ms
   * @throws Failure where they go on
   */
  calm(load: Load, since: number): Promise<void>;
  /** Marks when it begins. @returns now, ms */
  trouble(): Promise<number>;
  /** Marks since when it only goes on, where that is not from its beginning. */
  readonly lasts: SeriesWatch['lasts'];
  /** Marks when it ends, where that is before all else does. */
  readonly over: SeriesWatch['end'];
  readonly goneOn: SeriesWatch['goneOn'];
  /** What processes printed since then. */
  printed(): readonly string[];
}

/** How long it has to be calm, in pauses: longer than requests of a mix take to come round. */
const CALM_SHARE = 1.5;

export function openStage(options: StageOptions): Stage {
  const { service, mix, folder, seconds, path, patienceMs } = options;
  const processes = openProcesses({ service, folder, env: mix.env, patienceMs });
  const { running, lines, close, start, startAgain } = processes;
  let [number, began] = [0, 0];
  const series = watchSeries(service.name, processes);
  const loads: Load[] = [];
  const nextNumber = (): number => (number += 1);
  const until = async (holds: () => boolean | Promise<boolean>): Promise<void> => {
    const deadline = performance.now() + patienceMs;
    while (!(await holds())) {
      if (performance.now() > deadline) throw new Failure(`it did not recover within ${patienceMs / 1000} s`);
      await sleep(20);
    }
  };
  return {
    service,
    mix,
    path,
    patienceMs,
    start,
    startAgain,
    load: (others = {}) => {
      const rate = PROFILES.peak.rate(averageRate(service.requestsPerDay))();
      const usual = { requests: mix.requests, rate, retries: true };
      const load = startLoad({ ...usual, instances: running, nextNumber, ...others });
      loads.push(load);
      return load;
    },
    pause: () => sleep(seconds * 1000),
    recovered: async (instance, since, requests = mix.requests.filter(({ timed }) => timed)) => {
      const ask = (request: MixRequest): Promise<boolean> => isAnswered(instance, request, nextNumber());
      await until(async () => (await Promise.all(requests.map(ask))).every(Boolean));
      return performance.now() - since;
    },
    calm: (load, since) =>
      until(() => performance.now() - Math.max(since, load.lastRefusedAt()) > CALM_SHARE * seconds * 1000),
    trouble: async () => (began = await series.begin()),
    lasts: series.lasts,
    over: series.end,
    goneOn: series.goneOn,
    close: async () => {
      await Promise.all([close(), ...loads.map((load) => load.stop())]);
    },
    printed: () => lines().flatMap(({ at, text }) => (at >= began ? [text] : [])),
  };
}
