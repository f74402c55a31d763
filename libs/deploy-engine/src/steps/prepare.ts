import { DeployError } from '../deploy-error.ts';
import { readFigures } from '../slo/read-figures.ts';
import type { Step } from './job.ts';

/** Looks whether the release can be had at all, and how the service does without it. Nothing is changed yet. */
export const prepare: Step = async (job) => {
  const { environment, record } = job;
  try {
    await environment.registry.manifests(record.to, environment.name);
  } catch (error) {
    if (!(error instanceof DeployError)) throw error;
    await job.note({ trouble: { code: 'registry', sentence: `${error.message} Nothing was changed.` } });
    return 'failed';
  }
  if (environment.prometheus === null) return 'applying';
  const { figures, note } = await readFigures(environment.prometheus, record.to.service, environment.namespace);
  await job.note({ figures, ...(note !== undefined && { notes: [...record.notes, note] }) });
  return 'applying';
};
