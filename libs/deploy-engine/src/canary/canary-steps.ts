import { watchRollout, watchSettling } from '../rollout/watch-rollout.ts';
import { applyRelease } from '../steps/apply-release.ts';
import { backFrom } from '../steps/back-from.ts';
import type { Step, Steps } from '../steps/job.ts';
import { prepare } from '../steps/prepare.ts';
import { watchOf } from '../steps/watch-of.ts';
import { canaryObjects, canaryOf } from './canary-objects.ts';
import { removeCanary } from './remove-canary.ts';
import { shiftRequests } from './shift-requests.ts';

const apply: Step = async (job) => {
  const { to, percent } = job.record;
  const trouble = await applyRelease(job, to, (objects) => canaryObjects(objects, to.service, percent));
  return trouble === null ? 'rolling-out' : backFrom(job, trouble);
};

const rollOut: Step = async (job) => {
  const trouble = await watchRollout(watchOf(job, canaryOf(job.record.to.service)));
  return trouble === null ? 'settling' : backFrom(job, trouble);
};

/** Requests come only to pods that serve, and what they do to these is watched. */
const settle: Step = async (job) => {
  const { to, percent, notes } = job.record;
  const shifted = await shiftRequests(job.cluster, job.environment.namespace, to.service, percent);
  if (!shifted)
    await job.note({ notes: [...notes, 'The cluster has no HTTPRoute of the service: no requests go to the canary.'] });
  const trouble = await watchSettling(watchOf(job, canaryOf(to.service)));
  return trouble === null ? 'canary' : backFrom(job, trouble);
};

const takeBack: Step = async (job) => {
  await removeCanary(job);
  return 'rolled-back';
};

/** A release takes a part of the requests, beside the one that takes the rest. */
export const CANARY_STEPS: Steps = {
  starting: prepare,
  applying: apply,
  'rolling-out': rollOut,
  settling: settle,
  'rolling-back': takeBack,
};

const withdraw: Step = async (job) => {
  await removeCanary(job);
  return 'withdrawn';
};

/** The canary goes away. There is nothing to wait for: the stable pods serve all the time. */
export const WITHDRAW_STEPS: Steps = {
  starting: withdraw,
  applying: withdraw,
  'rolling-out': withdraw,
  settling: withdraw,
  'rolling-back': withdraw,
};
