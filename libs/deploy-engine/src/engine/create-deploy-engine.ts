import { createAudit } from '../report/audit.ts';
import { audited } from './audited.ts';
import type { Context } from './context.ts';
import { createRunning, type Running } from './create-running.ts';
import { DEFAULT_TIMES } from './default-times.ts';
import type { DeployEngine } from './deploy-engine.ts';
import type { EngineOptions } from './engine-options.ts';
import { lockCommands } from './lock-commands.ts';
import { createLookAfter } from './look-after.ts';
import { lookCommands } from './look-commands.ts';
import { openEnvironments } from './open-environments.ts';
import type { DeployResult, OnProgress } from './progress.ts';
import { type JobRequest, startJob } from './start-job.ts';
import { createTellEnd } from './tell-end.ts';

/** Makes an engine that deploys to environments. Nothing is asked of any cluster yet. */
export function createDeployEngine(options: EngineOptions): DeployEngine {
  const { registry, rules, logger, repository } = options;
  const environments = openEnvironments(options);
  const closing = new AbortController();
  const running = createRunning(logger);
  const tellEnd = createTellEnd(options, logger);
  const context: Context = {
    environments,
    registry,
    rules,
    logger,
    audit: createAudit(logger),
    repository,
    tellEnd: (environment, result) => {
      running.start(() => tellEnd(environment, result));
    },
    closing: closing.signal,
  };
  return {
    ...lookCommands(context),
    ...lockCommands(context),
    ...jobCommands(context, running),
    ...lifeOf(context, running, closing, { ...DEFAULT_TIMES, ...options.times }.lookMs),
  };
}

function jobCommands(
  context: Context,
  running: Running,
): Pick<DeployEngine, 'deploy' | 'rollback' | 'canary' | 'promote' | 'withdraw'> {
  const start = (request: JobRequest, onProgress: OnProgress): Promise<DeployResult> => {
    const { kind, actor, target } = request;
    return running.add(audited(context, kind, { actor, ...target }, startJob(context, request, onProgress)));
  };
  return {
    deploy: (request, onProgress) => start({ ...request, kind: 'deploy' }, onProgress),
    rollback: (request, onProgress) => start({ ...request, kind: 'rollback' }, onProgress),
    canary: (request, onProgress) => start({ ...request, kind: 'canary' }, onProgress),
    promote: (request, onProgress) => start({ ...request, kind: 'promote' }, onProgress),
    withdraw: (request, onProgress) => start({ ...request, kind: 'withdraw' }, onProgress),
  };
}

function lifeOf(
  context: Context,
  running: Running,
  closing: AbortController,
  lookMs: number,
): Pick<DeployEngine, 'resume' | 'close'> {
  const lookAfter = createLookAfter(context, running.start);
  let looking: NodeJS.Timeout | undefined;
  return {
    resume: async (onProgress) => {
      clearInterval(looking);
      looking = setInterval(() => {
        running.startAlone(() => lookAfter(onProgress));
      }, lookMs);
      await lookAfter(onProgress);
    },
    close: async () => {
      clearInterval(looking);
      closing.abort(new Error('This process is about to end.'));
      await running.over();
    },
  };
}
