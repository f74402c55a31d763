import { removeCanary } from '../canary/remove-canary.ts';
import { watchRollout, watchSettling } from '../rollout/watch-rollout.ts';
import { figureTrouble } from '../slo/figures.ts';
import { readFigures } from '../slo/read-figures.ts';
import type { Trouble } from '../trouble/trouble.ts';
import { applyRelease } from './apply-release.ts';
import { backFrom } from './back-from.ts';
import type { Job, Step, Steps } from './job.ts';
import { prepare } from './prepare.ts';
import { rollBack } from './roll-back.ts';
import { setFirstReplicas } from './set-first-replicas.ts';
import { watchOf } from './watch-of.ts';

const apply: Step = async (job) => {
  const trouble = await applyRelease(job, job.record.to);
  if (trouble !== null) return backFrom(job, trouble);
  if (job.record.revision === null) await setFirstReplicas(job);
  return 'rolling-out';
};

const rollOut: Step = async (job) => {
  const trouble = await watchRollout(watchOf(job, job.record.to.service));
  return trouble === null ? 'settling' : backFrom(job, trouble);
};

const settle: Step = async (job) => {
  const trouble = (await watchSettling(watchOf(job, job.record.to.service))) ?? (await servedWorse(job));
  if (trouble !== null) return backFrom(job, trouble);
  await removeCanary(job); // All requests are on the stable pods since the release was applied.
  return 'live';
};

/** What Prometheus says against the release. That it cannot be asked is said, and no reason to go back. */
async function servedWorse(job: Job): Promise<Trouble | null> {
  const { environment, record } = job;
  if (environment.prometheus === null) return null;
  const { figures, note } = await readFigures(environment.prometheus, record.to.service, environment.namespace);
  if (note !== undefined && !record.notes.includes(note)) await job.note({ notes: [...record.notes, note] });
  return figureTrouble(record.figures, figures);
}

/** All of a service's pods change to a release. */
export const DEPLOY_STEPS: Steps = {
  starting: prepare,
  applying: apply,
  'rolling-out': rollOut,
  settling: settle,
  'rolling-back': rollBack,
};
