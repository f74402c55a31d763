import type { Pod } from '../cluster/objects.ts';
import type { DeployTimes } from '../engine/engine-options.ts';
import type { Finding } from '../trouble/finding.ts';
import { found } from '../trouble/finding.ts';
import { isReady, type RolloutState } from './rollout-state.ts';

/** What is remembered from one look at a rollout to the next. Times are milliseconds from any zero. */
export interface Memory {
  /** Since when each kind of trouble is there. */
  readonly since: Readonly<Partial<Record<Finding['code'], number>>>;
  /** How far the pods are, and since when. */
  readonly steps: number;
  readonly movedAt: number;
}

export type Verdict =
  | { readonly is: 'going on'; /** What may still pass. */ readonly trouble?: Finding }
  | { readonly is: 'done' }
  | { readonly is: 'failed'; readonly trouble: Finding };

export interface Judgement {
  readonly verdict: Verdict;
  readonly memory: Memory;
}

export const startOfMemory = (now: number): Memory => ({ since: {}, steps: 0, movedAt: now });

/**
 * Whether a rollout is done, has failed, or goes on.
 *
 * @param findings what is wrong, the worst first
 * @param now in milliseconds, from the zero of the memory
 */
export function judge(
  memory: Memory,
  state: RolloutState,
  findings: readonly Finding[],
  now: number,
  { patienceMs, deadlineMs }: Pick<DeployTimes, 'patienceMs' | 'deadlineMs'>,
): Judgement {
  const steps = stepsOf(state);
  const moved = steps > memory.steps;
  const sinceOf = ({ code }: Finding): number => memory.since[code] ?? now;
  const since = Object.fromEntries(findings.map((finding) => [finding.code, sinceOf(finding)]));
  const next = { since, steps: Math.max(steps, memory.steps), movedAt: moved ? now : memory.movedAt };
  const isOver = (finding: Finding): boolean =>
    finding.mayLast === 'never' || (finding.mayLast === 'a while' && now - sinceOf(finding) >= patienceMs);

  const definite = findings.find(isOver);
  if (definite !== undefined) return { verdict: { is: 'failed', trouble: definite }, memory: next };
  if (state.done) return { verdict: { is: 'done' }, memory: next };
  const standsStill = state.stuck || now - next.movedAt >= deadlineMs;
  if (standsStill) return { verdict: { is: 'failed', trouble: findings[0] ?? pastDeadline(state) }, memory: next };
  const trouble = findings.find(({ usual }) => !usual);
  return { verdict: { is: 'going on', ...(trouble !== undefined && { trouble }) }, memory: next };
}

const pastDeadline = ({ seen, ready, wanted }: RolloutState): Finding =>
  found(
    'deadline',
    seen
      ? `${ready} of ${wanted} pods serve, and nothing has moved for too long.`
      : 'The cluster has not taken notice of the release.',
    'never',
  );

/** How far the pods are, all together: placed, running, ready. */
const stepsOf = ({ seen, pods }: RolloutState): number => pods.reduce((sum, pod) => sum + stepOf(pod), seen ? 1 : 0);

function stepOf(pod: Pod): number {
  const isRunning = pod.status?.containerStatuses?.some(({ state }) => state?.running !== undefined) === true;
  const isPlaced =
    pod.status?.conditions?.some(({ type, status }) => type === 'PodScheduled' && status === 'True') === true;
  return 1 + [isPlaced, isRunning, isReady(pod)].filter(Boolean).length;
}
