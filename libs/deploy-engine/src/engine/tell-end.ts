import type { Logger } from '@exemplar/logging';

import { createDeployMetrics } from '../report/deploy-metrics.ts';
import { postEvent } from '../report/post-event.ts';
import { tellSentry } from '../report/tell-sentry.ts';
import type { EngineOptions } from './engine-options.ts';
import type { Environment } from './environment.ts';
import type { DeployResult } from './progress.ts';

/** Tells metrics, the cluster and Sentry how a deploy ended. Never rejects: a deploy is as it is, whoever hears of it. */
export function createTellEnd(
  { metrics, sentry }: Pick<EngineOptions, 'metrics' | 'sentry'>,
  logger: Logger,
): (environment: Environment, result: DeployResult) => Promise<void> {
  const count = metrics === undefined ? undefined : createDeployMetrics(metrics);
  return async (environment, result) => {
    // Whoever goes on with it tells the end.
    if (result.phase === 'handed-over') return;
    count?.(result);
    const isForSentry = sentry !== undefined && result.phase === 'live';
    const told = [postEvent(environment, result), ...(isForSentry ? [tellSentry(sentry, result)] : [])];
    for (const outcome of await Promise.allSettled(told)) {
      if (outcome.status === 'fulfilled') continue;
      logger.warn('The end of a deploy could not be told', { error: outcome.reason as unknown, id: result.id });
    }
  };
}
