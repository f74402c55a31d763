import type { DeployProgress, Phase } from '../engine/progress.ts';
import type { UnderWay } from '../records/record-schema.ts';
import type { RolloutReport } from '../rollout/watch-rollout.ts';

/** How far a deploy is, of what is kept of it and what its pods were last seen to do. */
export function progressOf(
  record: UnderWay,
  environment: string,
  phase: Phase,
  { ready, wanted, trouble: passing }: RolloutReport,
): DeployProgress {
  const { startedAt, revision: _revision, figures: _figures, percent, trouble = passing, ...said } = record;
  return {
    ...said,
    ...(percent > 0 && { percent }),
    ...(trouble !== undefined && { trouble }),
    target: { service: record.to.service, environment },
    phase,
    ready,
    wanted,
    startedAt,
    elapsedMs: Math.max(0, Date.now() - Date.parse(startedAt)),
  };
}
