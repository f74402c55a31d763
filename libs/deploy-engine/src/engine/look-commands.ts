import type { DeployError } from '../deploy-error.ts';
import { allow } from '../rules/allow.ts';
import { allowConfirmation, confirmationOf } from '../rules/confirmation.ts';
import { checkRequest } from './check-request.ts';
import { checkService, type Context, environmentOf } from './context.ts';
import { readCurrent } from './current.ts';
import type { DeployEngine } from './deploy-engine.ts';
import { diffReleases } from './diff-releases.ts';
import type { Environment } from './environment.ts';
import { keepMessage } from './keep-message.ts';
import { readLogs } from './read-logs.ts';
import { readStatus } from './read-status.ts';
import { refuseBusy } from './start-job.ts';
import type { Actor, Target } from './target.ts';

type Commands =
  'plan' | 'mayConfirm' | 'keepMessage' | 'status' | 'history' | 'diff' | 'logs' | 'services' | 'environments';

/** What changes nothing. */
export function lookCommands(context: Context): Pick<DeployEngine, Commands> {
  const { rules, registry, environments, repository } = context;
  const seen = async (actor: Actor, { service, environment }: Target): Promise<Environment> => {
    const where = environmentOf(context, environment);
    allow(rules, actor, environment, 'look');
    await checkService(context, service);
    return where;
  };
  return {
    environments: [...environments.keys()],
    services: () => registry.services(),
    plan: async (request) => {
      const { environment, current, draft } = await checkRequest(context, request);
      refuseBusy(current.lease, request);
      const { kind, target, actor } = request;
      const diff = await diffReleases(environment, { ...current, release: draft.from }, draft.to, repository);
      const confirmation = kind === 'withdraw' ? null : confirmationOf(rules, environment.name, actor);
      return { kind, target, from: draft.from, to: draft.to, diff, confirmation };
    },
    mayConfirm: ({ environment }, asker, confirmer) => {
      allowConfirmation(rules, environment, asker, confirmer);
    },
    keepMessage: ({ service, environment }, id, message) =>
      keepMessage(environmentOf(context, environment), service, id, message),
    status: async (actor, service) => {
      const visible = visibleTo(context, actor);
      if (service !== undefined) await checkService(context, service);
      const services = await registry.services();
      return (await Promise.all(visible.map((one) => readStatus(context, one, services, service)))).flat();
    },
    history: async (actor, target) => (await readCurrent(await seen(actor, target), target.service)).ledger.history,
    diff: async (actor, target, version) => {
      const environment = await seen(actor, target);
      const current = await readCurrent(environment, target.service);
      return diffReleases(environment, current, await registry.find(target.service, version), repository);
    },
    logs: async (actor, target, lines) => readLogs(await seen(actor, target), target.service, lines),
  };
}

/** @throws DeployError `not-allowed` where there is none */
function visibleTo({ environments, rules }: Context, actor: Actor): readonly Environment[] {
  const refusals: DeployError[] = [];
  const visible = [...environments.values()].filter(({ name }) => {
    try {
      allow(rules, actor, name, 'look');
      return true;
    } catch (error) {
      refusals.push(error as DeployError);
      return false;
    }
  });
  const [refusal] = refusals;
  if (visible.length === 0 && refusal !== undefined) throw refusal;
  return visible;
}
