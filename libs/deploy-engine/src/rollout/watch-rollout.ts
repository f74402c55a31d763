import type { Pod } from '../cluster/objects.ts';
import type { DeployTimes } from '../engine/engine-options.ts';
import type { Finding } from '../trouble/finding.ts';
import { rolloutTrouble } from '../trouble/rollout-trouble.ts';
import type { Trouble } from '../trouble/trouble.ts';
import { judge, type Memory, startOfMemory } from './judge.ts';
import { type Observation, observe, type Observed } from './observe.ts';
import { readLastLines } from './read-last-lines.ts';
import { countRestarts, endedSince } from './restarts.ts';
import { isReady, type RolloutState } from './rollout-state.ts';

/** How far a rollout is, for people. */
export interface RolloutReport {
  readonly ready: number;
  readonly wanted: number;
  readonly trouble?: Trouble;
}

export interface RolloutWatch extends Observed {
  /** By which the Deployment selects its pods. */
  readonly labels: Readonly<Record<string, string>>;
  readonly times: DeployTimes;
  /** Ends the watch, which then rejects with its reason. */
  readonly signal: AbortSignal;
  readonly onReport: (report: RolloutReport) => void;
}

/** Without anything new, it is looked again after so long: time itself may decide. Milliseconds. */
const EVERY_MS = 250;

/**
 * Watches a rollout until all pods are new and serve, or it has failed.
 *
 * @returns what it failed of, with the last lines of the container where they tell more; null where it did not
 */
export const watchRollout = (watch: RolloutWatch): Promise<Trouble | null> =>
  observing(watch, async (observation) => {
    let memory: Memory = startOfMemory(performance.now());
    for (;;) {
      const state = observation.state();
      const now = performance.now();
      const findings = state === null ? [] : await findingsOf(state, observation);
      const judgement = judge(memory, state ?? UNKNOWN, findings, now, watch.times);
      memory = judgement.memory;
      const { verdict } = judgement;
      if (state !== null) watch.onReport(reportOf(state, verdict.is === 'going on' ? verdict.trouble : undefined));
      if (verdict.is === 'done') return null;
      if (verdict.is === 'failed') return withLogs(withError(verdict.trouble, observation.error), watch);
      await observation.changed(EVERY_MS);
      watch.signal.throwIfAborted();
    }
  });

/**
 * Watches pods that serve for the settling time, under whatever they are asked meanwhile.
 *
 * @returns as `watchRollout`
 */
export const watchSettling = (watch: RolloutWatch): Promise<Trouble | null> =>
  observing(watch, async (observation) => {
    const { settleMs, deadlineMs } = watch.times;
    const begin = performance.now();
    let calmSince = begin;
    let before: ReturnType<typeof countRestarts> | null = null;
    for (;;) {
      const state = observation.state();
      const now = performance.now();
      if (state !== null) {
        before ??= countRestarts(state.pods);
        watch.onReport(reportOf(state));
        const ended = endedSince(before, state.pods) ?? (await findingsOf(state, observation)).find(isDefinite);
        if (ended !== undefined) return withLogs(ended, watch);
      }
      if (state?.done !== true) calmSince = now;
      if (now - calmSince >= settleMs) return null;
      if (now - begin >= settleMs + deadlineMs) return restless(state ?? UNKNOWN);
      await observation.changed(EVERY_MS);
      watch.signal.throwIfAborted();
    }
  });

/** That nothing moves may be because nothing can be seen. */
const withError = (finding: Finding, error: unknown): Finding =>
  finding.code === 'deadline' && error !== null
    ? { ...finding, sentence: `${finding.sentence} ${(error as Error).message}` }
    : finding;

const restless = ({ ready, wanted }: RolloutState): Trouble => ({
  code: 'deadline',
  sentence: `The pods do not stay up: ${ready} of ${wanted} serve.`,
});

const isDefinite = ({ mayLast }: Finding): boolean => mayLast === 'never';

/** Nothing is known yet. */
const UNKNOWN: RolloutState = { seen: false, done: false, stuck: false, ready: 0, wanted: 0, notMade: null, pods: [] };

async function observing<T>(watch: RolloutWatch, work: (observation: Observation) => Promise<T>): Promise<T> {
  const ends = new AbortController();
  const signal = AbortSignal.any([watch.signal, ends.signal]);
  try {
    return await work(observe({ ...watch, cluster: watch.cluster.until(signal) }, watch.labels, signal));
  } finally {
    ends.abort();
  }
}

/** The events are asked for only where a pod does not serve: those that do have nothing to tell. */
async function findingsOf(state: RolloutState, observation: Observation): Promise<readonly Finding[]> {
  const waiting = state.pods.filter((pod) => !isReady(pod));
  const events = new Map(
    await Promise.all(waiting.map(async (pod) => [pod.metadata.name, await observation.events(pod)] as const)),
  );
  return rolloutTrouble(state, ({ metadata }: Pod) => events.get(metadata.name) ?? []);
}

const reportOf = ({ ready, wanted }: RolloutState, trouble?: Finding): RolloutReport => ({
  ready,
  wanted,
  ...(trouble !== undefined && { trouble: { code: trouble.code, sentence: trouble.sentence } }),
});

async function withLogs({ code, sentence, logsOf }: Finding, { cluster, namespace }: RolloutWatch): Promise<Trouble> {
  if (logsOf === undefined) return { code, sentence };
  const logs = await readLastLines(cluster, namespace, logsOf);
  return logs.length === 0 ? { code, sentence } : { code, sentence, logs };
}
