import { MARKS } from '../apply/release-objects.ts';
import { KINDS } from '../cluster/kinds.ts';
import type { Deployment, ReplicaSet } from '../cluster/objects.ts';
import type { Release } from '../registry/registry.ts';
import { selectorOf } from '../rollout/observe.ts';
import { REVISION, revisionOf } from '../rollout/rollout-state.ts';
import { watchRollout } from '../rollout/watch-rollout.ts';
import { applyRelease } from './apply-release.ts';
import type { Job, Step } from './job.ts';
import { watchOf } from './watch-of.ts';

/** Puts back what was healthy before, by its release or, where that cannot be had, by the pods' template that the cluster still has. */
export const rollBack: Step = async (job) => {
  const release = releaseBefore(job);
  if (release !== null) await job.note({ backTo: release });
  const isBack = (release !== null && (await backByRelease(job, release))) || (await backByTemplate(job));
  if (!isBack) {
    await addNote(job, 'There was nothing healthy to go back to: what was applied is still there, to be looked at.');
    return 'failed';
  }
  const trouble = await watchRollout(watchOf(job, job.record.to.service));
  if (trouble === null) return 'rolled-back';
  await addNote(job, `What ran before does not come up either: ${trouble.sentence}`);
  return 'failed';
};

const addNote = (job: Job, note: string): Promise<void> => job.note({ notes: [...job.record.notes, note] });

/** The release that ran, where it was healthy; the last that was, where it was not. Not one that nobody knows to be like what ran. */
export function releaseBefore({ record, ledger }: Pick<Job, 'record' | 'ledger'>): Release | null {
  const healthy = ledger.healthy.filter(({ digest }) => digest !== record.to.digest);
  if (record.from === null && record.revision !== null) return null;
  return healthy.find(({ digest }) => digest === record.from?.digest) ?? healthy[0] ?? record.from;
}

async function backByRelease(job: Job, release: Release): Promise<boolean> {
  const trouble = await applyRelease(job, release);
  if (trouble === null) return true;
  await addNote(job, `${release.version} could not be applied (${trouble.sentence}), so its pods alone were put back.`);
  return false;
}

/** As `kubectl rollout undo` does: the pods come back, not what else was applied with them. */
async function backByTemplate(job: Job): Promise<boolean> {
  const { cluster, environment, record } = job;
  const { service } = record.to;
  if (record.revision === null) return false;
  const labels = selectorOf(service, service);
  const { items } = await cluster.list<ReplicaSet>(KINDS.replicaSet, environment.namespace, { labels });
  const template = items.find((set) => revisionOf(set) === record.revision)?.spec?.template;
  const deployment = await cluster.get<Deployment>(KINDS.deployment, environment.namespace, service);
  // Taken up again by another process, the pods may be back already, under a new number.
  if (deployment === null) return false;
  if (template === undefined) return deployment.metadata.annotations?.[MARKS.release] === undefined;
  const { 'pod-template-hash': _hash, ...own }: Readonly<Record<string, string>> = { ...template.metadata?.labels };
  const wanted = { ...template, metadata: { ...template.metadata, labels: own } };
  await cluster.replace<Deployment>(KINDS.deployment, environment.namespace, {
    ...deployment,
    metadata: { ...deployment.metadata, annotations: unmarked(deployment.metadata.annotations) },
    spec: { ...deployment.spec, template: wanted },
  });
  return true;
}

/** Nobody knows of which release it is now. */
const unmarked = (annotations: Readonly<Record<string, string>> | undefined): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries({ ...annotations }).filter(
      ([key]) => key !== REVISION && !Object.values<string>(MARKS).includes(key),
    ),
  );
