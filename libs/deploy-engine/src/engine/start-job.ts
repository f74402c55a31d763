import { DeployError } from '../deploy-error.ts';
import { type Hold, takeHold } from '../records/hold.ts';
import { holderOf, type Lease, ledgerOf } from '../records/lease.ts';
import type { Ledger } from '../records/ledger.ts';
import type { UnderWay } from '../records/record-schema.ts';
import { allowConfirmation, confirmationOf } from '../rules/confirmation.ts';
import { runJob, type RunOptions } from '../run/run-job.ts';
import { type Checked, checkRequest } from './check-request.ts';
import type { Context } from './context.ts';
import type { Current } from './current.ts';
import type { DeployResult, OnProgress } from './progress.ts';
import type { PlanRequest } from './requests.ts';

/** Whatever is done, with its id. */
export type JobRequest = PlanRequest & { readonly id: string };

/**
 * Does what is asked for, from its checks to its end.
 *
 * @throws DeployError where it is not begun
 */
export async function startJob(
  context: Context,
  request: JobRequest,
  onProgress: OnProgress,
  { byItself = false }: { readonly byItself?: boolean } = {},
): Promise<DeployResult> {
  if (context.closing.aborted) throw new DeployError('closing', 'This process is about to end: ask again in a moment.');
  const look = ({ lease }: Current): void => {
    refuseDuplicate(ledgerOf(lease), request);
  };
  const checked = await checkRequest(context, request, { byItself, look });
  if (!byItself) checkConfirmation(context, request);
  const record = recordOf(request, checked);
  const hold = await takeHold(
    { ...checked.environment, service: record.to.service },
    (lease) => {
      refuseDuplicate(ledgerOf(lease), request);
      refuseBusy(lease, request);
    },
    (ledger) => ({ ...ledger, underWay: record }),
  );
  return carryOut(context, checked.environment, hold, record, onProgress);
}

/** Does, or goes on with, what is held, and tells how it ended. */
export async function carryOut(
  context: Context,
  environment: Checked['environment'],
  hold: Hold,
  record: UnderWay,
  onProgress: OnProgress,
  endAs?: RunOptions['endAs'],
): Promise<DeployResult> {
  const { audit, closing, logger, tellEnd } = context;
  const target = { service: record.to.service, environment: environment.name };
  audit.began({ ...record, target });
  const result = await runJob({ environment, hold, record, closing, logger, onProgress, endAs });
  audit.ended(result);
  tellEnd(environment, result);
  return result;
}

function recordOf(request: JobRequest, { current, draft }: Checked): UnderWay {
  const { id, kind, actor, confirmedBy, reason, message } = request;
  return {
    id,
    kind,
    actor: plain(actor),
    ...(confirmedBy !== undefined && { confirmedBy: plain(confirmedBy) }),
    ...draft,
    percent: draft.percent ?? 0,
    ...(reason !== undefined && { reason }),
    ...(message !== undefined && { message }),
    phase: 'starting',
    startedAt: new Date().toISOString(),
    revision: current.revision,
    leftOut: [],
    notes: [],
    figures: {},
  };
}

/** Groups are of the moment, and not kept. */
const plain = ({ id, name }: PlanRequest['actor']) => ({ id, name });

/** @throws DeployError `duplicate-request` */
function refuseDuplicate({ underWay, history }: Ledger, { id }: JobRequest): void {
  if (underWay?.id !== id && !history.some((entry) => entry.id === id)) return;
  throw new DeployError('duplicate-request', `The request ${id} came before, and is done once.`);
}

/** @throws DeployError `busy`, which says who is at what */
export function refuseBusy(lease: Lease | null, { target: { service, environment } }: PlanRequest): void {
  const { underWay } = ledgerOf(lease);
  if (lease === null || (holderOf(lease) === null && underWay === null)) return;
  const doing = underWay === null ? 'Somebody works' : `${underWay.actor.name} is deploying ${underWay.to.version}`;
  const since = underWay === null ? '' : ` since ${underWay.startedAt.slice(11, 19)} UTC`;
  throw new DeployError('busy', `${doing} on ${service} in ${environment}${since}. Wait until that is over.`);
}

function checkConfirmation({ rules }: Context, request: JobRequest): void {
  const { actor, confirmedBy, target, kind } = request;
  const wanted = kind === 'withdraw' ? null : confirmationOf(rules, target.environment, actor);
  if (wanted === null) return;
  if (confirmedBy === undefined) {
    throw new DeployError('confirmation-wanted', `${target.environment} wants a confirmation, by ${wanted.by}.`);
  }
  allowConfirmation(rules, target.environment, actor, confirmedBy);
}
