import { allow } from '../rules/allow.ts';
import { audited } from './audited.ts';
import { checkService, type Context, environmentOf } from './context.ts';
import type { DeployEngine } from './deploy-engine.ts';
import type { Environment } from './environment.ts';
import { ALL, listLocks, putLock, takeLock } from './locks.ts';
import { remindLocks } from './remind-locks.ts';
import type { LockRequest } from './requests.ts';

/** What is asked about locks. */
export function lockCommands(context: Context): Pick<DeployEngine, 'lock' | 'unlock' | 'locks' | 'reminders'> {
  const { rules, audit, environments } = context;
  const remind = rules.locks.remindAfterHours;
  const checked = async (
    what: 'lock' | 'unlock',
    { service, environment, actor }: LockRequest,
  ): Promise<Environment> => {
    const where = environmentOf(context, environment);
    allow(rules, actor, environment, what);
    if (service !== ALL) await checkService(context, service);
    return where;
  };
  const lock: DeployEngine['lock'] = async (request) => {
    const where = await checked('lock', request);
    const { service, actor, reason = '' } = request;
    const record = { service, actor: { id: actor.id, name: actor.name }, reason, since: new Date().toISOString() };
    const put = await putLock(where, record, remind);
    audit.did('lock', request, reason);
    return put;
  };
  const unlock: DeployEngine['unlock'] = async (request) => {
    const where = await checked('unlock', request);
    const taken = await takeLock(where, request.service, remind);
    audit.did('unlock', request, taken.reason);
    return taken;
  };
  return {
    lock: (request) => audited(context, 'lock', request, lock(request)),
    unlock: (request) => audited(context, 'unlock', request, unlock(request)),
    reminders: async () => {
      const all = await Promise.all([...environments.values()].map((environment) => remindLocks(environment, remind)));
      return all.flat();
    },
    locks: async () => {
      const all = await Promise.all([...environments.values()].map((environment) => listLocks(environment, remind)));
      return all.flat().toSorted((a, b) => a.since.localeCompare(b.since));
    },
  };
}
