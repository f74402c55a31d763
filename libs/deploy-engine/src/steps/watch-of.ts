import { selectorOf } from '../rollout/observe.ts';
import type { RolloutWatch } from '../rollout/watch-rollout.ts';
import type { Job } from './job.ts';

/** What a job's rollout is watched by. @param name of the Deployment: the service's, or its canary's */
export const watchOf = (job: Job, name: string): RolloutWatch => ({
  cluster: job.cluster,
  namespace: job.environment.namespace,
  name,
  labels: selectorOf(job.record.to.service, name),
  times: job.environment.times,
  signal: job.signal,
  onReport: (report) => {
    job.report(report);
  },
});
