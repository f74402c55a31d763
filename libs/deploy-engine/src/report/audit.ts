import type { Logger } from '@exemplar/logging';

import type { DeployError } from '../deploy-error.ts';
import type { DeployResult } from '../engine/progress.ts';
import type { Actor, Target } from '../engine/target.ts';

/** What is written down of everything that was done or refused: who, what, where, from and to, when, how long, outcome, why. */
export interface Audit {
  began(progress: Pick<DeployResult, 'id' | 'kind' | 'target' | 'actor' | 'from' | 'to' | 'reason'>): void;
  ended(result: DeployResult): void;
  refused(what: string, where: Where, error: DeployError): void;
  did(what: 'lock' | 'unlock', where: Where, reason: string): void;
}

interface Where {
  readonly actor: Actor;
  readonly service: string;
  readonly environment: string;
}

const whoOf = ({ id, name }: Actor) => ({ actor: id, actorName: name });

/** `service` is, in every line, the one that logs. */
const whereOf = ({ service, environment }: Target) => ({ target: service, environment });

export function createAudit(logger: Logger): Audit {
  const audit = logger.child({ audit: 'deploy' });
  return {
    began: ({ id, kind, target, actor, from, to, reason }) => {
      const what = {
        id,
        what: kind,
        ...whoOf(actor),
        ...whereOf(target),
        from: from?.version ?? null,
        to: to.version,
        reason,
      };
      audit.info(`${actor.name} began: ${kind} ${target.service} ${to.version} to ${target.environment}`, what);
    },
    ended: ({ id, kind, target, actor, from, to, reason, startedAt, elapsedMs, phase, trouble }) => {
      const level = phase === 'failed' || phase === 'rolled-back' ? 'warn' : 'info';
      audit[level](`${kind} ${target.service} ${to.version} to ${target.environment} ended: ${phase}`, {
        id,
        what: kind,
        ...whoOf(actor),
        ...whereOf(target),
        from: from?.version ?? null,
        to: to.version,
        digest: to.digest,
        reason,
        startedAt,
        durationMs: Math.round(elapsedMs),
        outcome: phase,
        trouble: trouble?.code,
        why: trouble?.sentence,
      });
    },
    refused: (what, { actor, service, environment }, { code, message }) => {
      const fields = {
        what,
        ...whoOf(actor),
        ...whereOf({ service, environment }),
        outcome: 'refused',
        trouble: code,
        why: message,
      };
      audit.info(`${actor.name} was refused: ${what} ${service} in ${environment}`, fields);
    },
    did: (what, { actor, service, environment }, reason) => {
      const fields = { what, ...whoOf(actor), ...whereOf({ service, environment }), outcome: 'done', reason };
      audit.info(`${actor.name} did: ${what} ${service} in ${environment}`, fields);
    },
  };
}
