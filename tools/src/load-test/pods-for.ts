import { rounded } from './judge.ts';
import { averageRate, PEAK } from './profiles.ts';

/** How many pods it takes to answer so many requests, with the figures that lead there. */
export interface PodPlan {
  readonly requestsPerDay: number;
  /** Requests a second. */
  readonly average: number;
  /** As the profile `peak` has it. */
  readonly peak: number;
  /** The peak over what a pod is to do. */
  readonly ratio: number;
  readonly pods: number;
}

/** Of the highest rate that one process holds: requests are not shared out evenly, and the autoscaler's next pod takes its time. */
const LOADED = 0.7;
/** The pod that a rollout, or a node that leaves, takes away. */
const SPARE = 1;

/**
 * @param held the highest rate that one process holds, requests a second; a pod has at most one core, so it counts as one
 * @param least how many pods there are in any case
 */
export function podsFor(requestsPerDay: number, held: number, least: number): PodPlan {
  const average = averageRate(requestsPerDay);
  const peak = average * PEAK;
  const ratio = peak / (held * LOADED);
  return { requestsPerDay, average, peak, ratio, pods: Math.max(least, Math.ceil(ratio) + SPARE) };
}

/** How the figures of a plan come from each other, for people. */
export const planWords = (held: number, least: number): string =>
  `peak = ${PEAK} × average; pods = peak / (${rounded(held)} × ${LOADED}), rounded up, + ${SPARE}; at least ${least}`;

export const PLAN_HEAD = ['requests a day', 'average / s', 'peak / s', 'peak / a pod', 'pods'];

/** The plan as a line of a table: what `PLAN_HEAD` names. */
export const planCells = ({ requestsPerDay, average, peak, ratio, pods }: PodPlan): readonly [string, ...string[]] => [
  requestsPerDay.toLocaleString('en'),
  ...[average, peak].map((rate) => (rate < 1000 ? rounded(rate) : Math.round(rate).toLocaleString('en'))),
  ratio.toFixed(2),
  pods.toLocaleString('en'),
];
