import type { Stored } from '../cluster/cluster.ts';
import { KINDS } from '../cluster/kinds.ts';
import type { Environment } from '../engine/environment.ts';
import type { DeployResult, Outcome } from '../engine/progress.ts';
import { microTime } from '../records/lease.ts';

/** What `kubectl describe deployment` says of how a deploy ended. */
const REASONS: Readonly<Record<Outcome, string>> = {
  live: 'Deployed',
  canary: 'CanaryStarted',
  withdrawn: 'CanaryWithdrawn',
  'rolled-back': 'RolledBack',
  failed: 'DeployFailed',
  'handed-over': 'DeployHandedOver',
};

const WARNINGS: ReadonlySet<Outcome> = new Set(['rolled-back', 'failed']);
const COMPONENT = 'exemplar-deploy';
/** What the cluster takes of a message. */
const LONGEST = 1024;

/** Puts an Event on the service's Deployment: who deployed what, and how it ended. */
export async function postEvent({ cluster, namespace, holder }: Environment, result: DeployResult): Promise<void> {
  const { service } = result.target;
  const involved = await cluster.get(KINDS.deployment, namespace, service);
  const now = microTime();
  const event: Stored & Readonly<Record<string, unknown>> = {
    apiVersion: 'v1',
    kind: 'Event',
    metadata: { name: `${service}.${Date.now().toString(36)}${Math.random().toString(36).slice(2, 8)}`, namespace },
    involvedObject: {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      name: service,
      namespace,
      uid: involved?.metadata.uid,
    },
    reason: REASONS[result.phase],
    message: messageOf(result).slice(0, LONGEST),
    type: WARNINGS.has(result.phase) ? 'Warning' : 'Normal',
    eventTime: now,
    firstTimestamp: null,
    lastTimestamp: null,
    action: result.kind,
    reportingComponent: COMPONENT,
    reportingInstance: holder.slice(0, 128),
  };
  await cluster.create(KINDS.event, namespace, event);
}

function messageOf({ actor, kind, from, to, phase, elapsedMs, trouble }: DeployResult): string {
  const seconds = (elapsedMs / 1000).toFixed(1);
  const why = trouble === undefined ? '' : ` ${trouble.sentence}`;
  return `${actor.name}: ${kind} ${from?.version ?? 'nothing'} → ${to.version}, ${phase} after ${seconds} s.${why}`;
}
