import type { Metrics } from '@exemplar/monitoring';

import type { DeployResult } from '../engine/progress.ts';

/** From a service of one pod to one of many that pulls its image everywhere. Seconds. */
const DURATIONS = [5, 10, 15, 20, 30, 45, 60, 90, 120, 180, 300, 600];
/** From minutes to a month. Seconds. */
const LEADS = [300, 900, 1800, 3600, 14_400, 43_200, 86_400, 259_200, 604_800, 2_592_000];

/** Counts deploys: how many, how they end, how long they take, how old their commits are, and how long a failure lasts. */
export function createDeployMetrics(metrics: Metrics): (result: DeployResult) => void {
  const total = metrics.counter({
    name: 'deploys_total',
    help: 'Deploys that ended, by service, environment, kind and outcome.',
    labelNames: ['service', 'environment', 'kind', 'outcome'],
  });
  const duration = metrics.histogram({
    name: 'deploy_duration_seconds',
    help: 'Time from the command to the end of a deploy, by service, environment and outcome.',
    labelNames: ['service', 'environment', 'outcome'],
    buckets: DURATIONS,
  });
  const lead = metrics.histogram({
    name: 'deploy_lead_time_seconds',
    help: 'Time from the commit to when it is live, by service and environment.',
    labelNames: ['service', 'environment'],
    buckets: LEADS,
  });
  const restore = metrics.histogram({
    name: 'deploy_restore_seconds',
    help: 'Time from the begin of a release that failed, or of the command to go back, to when a healthy one serves.',
    labelNames: ['service', 'environment'],
    buckets: DURATIONS,
  });
  return ({ target: { service, environment }, kind, phase, elapsedMs, to, startedAt }) => {
    total.labels(service, environment, kind, phase).inc();
    duration.labels(service, environment, phase).observe(elapsedMs / 1000);
    const isBack = phase === 'rolled-back' || (phase === 'live' && kind === 'rollback');
    if (isBack) restore.labels(service, environment).observe(elapsedMs / 1000);
    const isNew = phase === 'live' && kind !== 'rollback';
    const leadMs = Date.parse(startedAt) + elapsedMs - Date.parse(to.createdAt);
    if (isNew && leadMs >= 0) lead.labels(service, environment).observe(leadMs / 1000);
  };
}
