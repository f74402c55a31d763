import { ApplyError } from '../apply/apply-error.ts';
import { applyObjects } from '../apply/apply-objects.ts';
import { markedObjects } from '../apply/release-objects.ts';
import { DeployError } from '../deploy-error.ts';
import type { KubernetesObject } from '../kubernetes-object.ts';
import type { Release } from '../registry/registry.ts';
import type { Trouble } from '../trouble/trouble.ts';
import type { Job } from './job.ts';

/** Makes what is applied of what a release holds. */
export type Shape = (objects: readonly KubernetesObject[]) => readonly KubernetesObject[];

/**
 * Applies what a release holds for the job's environment, marked with the job.
 *
 * @returns why it cannot be applied; null where it was
 */
export async function applyRelease(job: Job, release: Release, shape: Shape = (all) => all): Promise<Trouble | null> {
  const { environment, cluster, record } = job;
  try {
    const objects = shape(await environment.registry.manifests(release, environment.name));
    const marks = { release, id: record.id, by: record.actor.name };
    const leftOut = await applyObjects(cluster, environment.namespace, markedObjects(objects, marks));
    await job.note({ leftOut: [...leftOut] });
    return null;
  } catch (error) {
    if (error instanceof ApplyError) return { code: 'apply-refused', sentence: error.message };
    if (isOfRegistry(error)) return { code: 'registry', sentence: error.message };
    throw error;
  }
}

const isOfRegistry = (error: unknown): error is DeployError =>
  error instanceof DeployError && !error.code.startsWith('cluster-');
