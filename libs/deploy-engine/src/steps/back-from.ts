import type { Trouble } from '../trouble/trouble.ts';
import type { Job } from './job.ts';

/** Keeps why it goes back, before anything is done about it. */
export async function backFrom(job: Job, { logs, ...trouble }: Trouble): Promise<'rolling-back'> {
  await job.note({ trouble: { ...trouble, ...(logs !== undefined && { logs: [...logs] }) } });
  return 'rolling-back';
}
