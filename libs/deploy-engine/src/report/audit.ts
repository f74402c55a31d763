import type { Logger } from '@exemplar/logging';

import type { DeployError } from '../deploy-error.ts';
import type { DeployResult } from '../engine/progress.ts';
import type { Actor, Target } from '../engine/target.ts';

/** What is written down of everything that was done or refused: who, what, where, from and to, when, how long, outcome, why. */
export interface Audit {
  began(progress: Begun): void;
  ended(result: DeployResult): void;
  refused(what: string, where: Where, error: DeployError): void;
  did(what: 'lock' | 'unlock', where: Where, reason: string): void;
}

type Begun = Pick<DeployResult, 'id' | 'kind' | 'target' | 'actor' | 'from' | 'to' | 'reason'>;

interface Where {
  readonly actor: Actor;
  readonly service: string;
  readonly environment: string;
}

const whoOf = ({ id, name }: Actor) => ({ actor: id, actorName: name });

/** `service` is, in every line, the one that logs. */
const whereOf = ({ service, environment }: Target) => ({ target: service, environment });

/** What its beginning and its end have in common. */
const whatOf = ({ id, kind, target, actor, from, to, reason }: Begun) => ({
  id,
  what: kind,
  ...whoOf(actor),
  ...whereOf(target),
  from: from?.version ?? null,
  to: to.version,
  reason,
});

export function createAudit(logger: Logger): Audit {
  const audit = logger.child({ audit: 'deploy' });
  return {
    began: (progress) => {
      const { kind, target, actor, to } = progress;
      audit.info(
        `${actor.name} began: ${kind} ${target.service} ${to.version} to ${target.environment}`,
        whatOf(progress),
      );
    },
    ended: (result) => {
      const { kind, target, to, startedAt, elapsedMs, phase, trouble } = result;
      const level = phase === 'failed' || phase === 'rolled-back' ? 'warn' : 'info';
      audit[level](`${kind} ${target.service} ${to.version} to ${target.environment} ended: ${phase}`, {
        ...whatOf(result),
        digest: to.digest,
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
