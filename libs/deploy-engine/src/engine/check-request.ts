import { DeployError } from '../deploy-error.ts';
import { isDirty } from '../registry/is-dirty.ts';
import { allow, rulesOf } from '../rules/allow.ts';
import { freezeAt, freezeText } from '../rules/freeze-at.ts';
import { checkService, type Context, environmentOf } from './context.ts';
import { type Current, readCurrent } from './current.ts';
import { type Draft, draftOf } from './draft.ts';
import type { Environment } from './environment.ts';
import { listLocks, lockedError, lockOn } from './locks.ts';
import type { DeployKind } from './progress.ts';
import type { PlanRequest } from './requests.ts';

export interface Checked {
  readonly environment: Environment;
  readonly current: Current;
  readonly draft: Draft;
}

/** What takes something back is let through when nothing else is. */
const STOPPED_BY_FREEZE: ReadonlySet<DeployKind> = new Set(['deploy', 'canary', 'promote']);
const STOPPED_BY_LOCK: ReadonlySet<DeployKind> = new Set(['deploy', 'rollback', 'canary', 'promote']);

export interface CheckOptions {
  /** Asked by no person: nobody's rights are looked at. */
  readonly byItself?: boolean;
  /** Is given what is there before anything but the asker is judged. */
  readonly look?: (current: Current) => void;
}

/**
 * Looks whether a request may be done, and what it comes to.
 *
 * @throws DeployError where it may not
 */
export async function checkRequest(
  context: Context,
  request: PlanRequest,
  { byItself = false, look }: CheckOptions = {},
): Promise<Checked> {
  const { target } = request;
  const environment = environmentOf(context, target.environment);
  if (!byItself) allowRequest(context, request);
  await checkService(context, target.service);
  const current = await readCurrent(environment, target.service);
  look?.(current);
  await refuseLocked(context, environment, request);
  refuseFrozen(context, request);
  const draft = await draftOf(request, environment, current);
  refuseDirty(context, environment, draft);
  refuseChanged(request, draft);
  return { environment, current, draft };
}

function allowRequest({ rules }: Context, request: PlanRequest): void {
  const { actor, target, kind } = request;
  allow(rules, actor, target.environment, kind);
  if ('force' in request && request.force) allow(rules, actor, target.environment, 'force');
}

async function refuseLocked(
  { rules }: Context,
  environment: Environment,
  { kind, target }: PlanRequest,
): Promise<void> {
  if (!STOPPED_BY_LOCK.has(kind)) return;
  const lock = lockOn(await listLocks(environment, rules.locks.remindAfterHours), target.service);
  if (lock !== null) throw lockedError(lock, environment.name);
}

function refuseFrozen({ rules }: Context, { kind, target }: PlanRequest): void {
  const freeze = freezeAt(rulesOf(rules, target.environment).freezes, new Date());
  if (freeze === null || !STOPPED_BY_FREEZE.has(kind)) return;
  throw new DeployError(
    'frozen',
    `${target.environment} is frozen: ${freezeText(freeze)}. Only rollbacks are let through.`,
  );
}

/** Refuses what nobody could build again, in the last environment: production. */
function refuseDirty({ environments }: Context, { name }: Environment, { to }: Draft): void {
  if (!isDirty(to) || name !== [...environments.keys()].at(-1)) return;
  const message = `${to.version} has changes that no commit holds: commit them, and release and deploy what comes of it.`;
  throw new DeployError('dirty-release', message);
}

function refuseChanged({ plannedFrom, target }: PlanRequest, { from }: Draft): void {
  if (plannedFrom === undefined || plannedFrom === (from?.digest ?? null)) return;
  const message = `Since this was planned, ${from?.version ?? 'something else'} came to run in ${target.environment}: look at it again.`;
  throw new DeployError('changed-meanwhile', message);
}
