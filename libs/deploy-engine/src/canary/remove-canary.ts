import { KINDS } from '../cluster/kinds.ts';
import type { Job } from '../steps/job.ts';
import { canaryConfigMaps, canaryOf } from './canary-objects.ts';
import { shiftRequests } from './shift-requests.ts';

/** Takes the requests from a service's canary, and then its pods away, where there is one. */
export async function removeCanary({ cluster, environment: { namespace }, record, ledger }: Job): Promise<void> {
  const { service } = record.to;
  if (ledger.canary === null && record.kind !== 'canary') return;
  await shiftRequests(cluster, namespace, service, 0);
  await cluster.remove(KINDS.deployment, namespace, canaryOf(service));
  for (const name of canaryConfigMaps(service)) await cluster.remove(KINDS.configMap, namespace, name);
}
