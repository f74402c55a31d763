import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

import type { Actor, DeployEngine, DeployResult, OnProgress, PlanRequest, Target } from '@exemplar/deploy-engine';

import { readService } from '../descriptor/read-service.ts';
import { Failure } from '../program/failure.ts';
import { filesOn } from '../workspace/files.ts';
import { diffText, historyText, logsText, statusText } from './look-text.ts';
import { openEngine } from './open-engine.ts';
import { createPrintProgress } from './progress-lines.ts';
import { type Command, readWishes, type Wishes } from './read-wishes.ts';
import type { Surroundings } from './surroundings.ts';

/** A command while it is done. */
interface Doing {
  readonly engine: DeployEngine;
  readonly wishes: Wishes;
  readonly target: Target;
  readonly actor: Actor;
  readonly surroundings: Surroundings;
  readonly onProgress: OnProgress;
}

/**
 * Deploys a service from a terminal, or does what else is said.
 *
 * @param root the service's folder, from the workspace's root
 * @param words what was said on the command line after the folder
 * @throws Failure, DescriptionError, DeployError
 */
export async function deploy(root: string, words: readonly string[], surroundings: Surroundings): Promise<void> {
  const { workspaceRoot, login, print, signal } = surroundings;
  const wishes = readWishes(words);
  const { name: service } = readService(root, filesOn(workspaceRoot));
  const engine = openEngine(wishes, surroundings);
  const letGo = (): void => void engine.close();
  signal.addEventListener('abort', letGo);
  try {
    await COMMANDS[wishes.command]({
      engine,
      wishes,
      target: { service, environment: wishes.environment },
      actor: { id: `terminal:${login}`, name: login },
      surroundings,
      onProgress: createPrintProgress(print),
    });
  } finally {
    signal.removeEventListener('abort', letGo);
    await engine.close();
  }
}

const job =
  (kind: PlanRequest['kind']) =>
  async (doing: Doing): Promise<void> => {
    const { engine, wishes, target, actor, onProgress } = doing;
    const { version, reason, force, percent } = wishes;
    const asked = {
      target,
      actor,
      force,
      ...(version !== undefined && { version }),
      ...(reason !== undefined && { reason }),
    };
    const { to, from, confirmed } = await confirm({ ...asked, kind, percent }, doing);
    const request = {
      ...asked,
      id: randomUUID(),
      version: to.digest,
      percent,
      plannedFrom: from?.digest ?? null,
      ...confirmed,
    };
    failUnlessWell(await engine[kind](request, onProgress));
  };

/** Shows what would be done and asks for a yes, where the rules want one. */
async function confirm(request: PlanRequest, { engine, actor, surroundings, wishes, target }: Doing) {
  const { from, to, diff, confirmation } = await engine.plan(request);
  if (confirmation === null) return { from, to, confirmed: {} };
  engine.mayConfirm(target, actor, actor);
  surroundings.print(diffText(diff));
  const question = `${request.kind} ${target.service} ${to.version} in ${target.environment}?`;
  if (!wishes.yes && !(await surroundings.ask(question, confirmation.withinMs))) {
    throw new Failure('Nothing was done: nobody said yes. Without a terminal, say --yes.');
  }
  return { from, to, confirmed: { confirmedBy: actor } };
}

const WELL = new Set(['live', 'canary', 'withdrawn']);

function failUnlessWell({ phase }: DeployResult): void {
  if (!WELL.has(phase)) throw new Failure(`It ended: ${phase}.`);
}

const lockRequest = ({ wishes: { all, environment, reason }, target, actor }: Doing) => ({
  service: all ? 'all' : target.service,
  environment,
  actor,
  ...(reason !== undefined && { reason }),
});

/** How often it is looked whether what was taken up is over. Milliseconds. */
const EVERY_MS = 500;

/** Takes up what a process left that is gone, and waits for its end. */
async function resume({ engine, actor, target, onProgress, surroundings }: Doing): Promise<void> {
  await engine.resume(onProgress);
  const isUnderWay = async (): Promise<boolean> =>
    (await engine.status(actor, target.service)).some(
      ({ target: { environment }, underWay }) => environment === target.environment && underWay !== null,
    );
  while (!surroundings.signal.aborted && (await isUnderWay())) await sleep(EVERY_MS);
  surroundings.print(`Nothing of ${target.service} is under way in ${target.environment}.`);
}

const COMMANDS: Readonly<Record<Command, (doing: Doing) => Promise<void>>> = {
  deploy: job('deploy'),
  rollback: job('rollback'),
  canary: job('canary'),
  promote: job('promote'),
  withdraw: job('withdraw'),
  lock: async (doing) => {
    const { service, environment } = await doing.engine.lock(lockRequest(doing));
    doing.surroundings.print(`${service} is locked in ${environment} until \`--unlock\`.`);
  },
  unlock: async (doing) => {
    const { service, environment, actor, reason } = await doing.engine.unlock(lockRequest(doing));
    doing.surroundings.print(`${service} is no longer locked in ${environment}. It was by ${actor.name}: ${reason}`);
  },
  status: async ({ engine, actor, target, wishes, surroundings }) => {
    const all = await engine.status(actor, target.service);
    const meant = all.filter(({ target: one }) => wishes.environment === '' || one.environment === wishes.environment);
    surroundings.print(statusText(meant));
  },
  history: async ({ engine, actor, target, surroundings }) => {
    surroundings.print(historyText(await engine.history(actor, target)));
  },
  diff: async ({ engine, actor, target, wishes, surroundings }) => {
    surroundings.print(diffText(await engine.diff(actor, target, wishes.version)));
  },
  logs: async ({ engine, actor, target, surroundings }) => {
    surroundings.print(logsText(await engine.logs(actor, target)));
  },
  resume,
};
