import { KINDS } from '../cluster/kinds.ts';
import type { Deployment, Pod } from '../cluster/objects.ts';
import type { Context } from '../engine/context.ts';
import type { Environment } from '../engine/environment.ts';
import type { OnProgress } from '../engine/progress.ts';
import { startJob } from '../engine/start-job.ts';
import type { CanaryRecord } from '../records/record-schema.ts';
import { selectorOf } from '../rollout/observe.ts';
import { rulesOf } from '../rules/allow.ts';
import { podTrouble } from '../trouble/pod-trouble.ts';
import { canaryOf } from './canary-objects.ts';
import { judgeCanary, readCanaryFigures } from './judge-canary.ts';

interface Decision {
  readonly kind: 'promote' | 'withdraw';
  readonly reason: string;
}

/**
 * Looks at a canary, and withdraws it where it does worse than the stable pods. One that has done well for long enough is promoted
 * where nobody has to confirm that; elsewhere a person decides.
 */
export async function decideCanary(
  context: Context,
  environment: Environment,
  canary: CanaryRecord,
  onProgress: OnProgress,
): Promise<void> {
  const decision = (await byPods(environment, canary)) ?? (await byFigures(context, environment, canary));
  if (decision === null) return;
  const target = { service: canary.release.service, environment: environment.name };
  const request = { ...decision, id: `${canary.id}-${decision.kind}`, target, actor: canary.actor };
  await startJob(context, request, onProgress, { byItself: true });
}

async function byPods({ cluster, namespace }: Environment, { release }: CanaryRecord): Promise<Decision | null> {
  const name = canaryOf(release.service);
  const deployment = await cluster.get<Deployment>(KINDS.deployment, namespace, name);
  if (deployment === null) return { kind: 'withdraw', reason: 'By itself: its Deployment is gone.' };
  const { items } = await cluster.list<Pod>(KINDS.pod, namespace, { labels: selectorOf(release.service, name) });
  const bad = items.map((pod) => podTrouble(pod)).find((trouble) => trouble?.mayLast === 'never');
  return bad === null || bad === undefined ? null : { kind: 'withdraw', reason: `By itself: ${bad.sentence}` };
}

async function byFigures(
  { logger, rules }: Context,
  { name, namespace, prometheus, times }: Environment,
  { release, since }: CanaryRecord,
): Promise<Decision | null> {
  if (prometheus === null) return null;
  const figures = await readCanaryFigures(prometheus, release.service, namespace).catch((error: unknown) => {
    logger.warn('Prometheus could not be asked about a canary', { error, service: release.service, environment: name });
    return null;
  });
  if (figures === null) return null;
  const verdict = judgeCanary(figures);
  if (verdict.is === 'bad') return { kind: 'withdraw', reason: `By itself: ${verdict.why}` };
  const isTime = Date.now() - Date.parse(since) >= times.canaryMs;
  const isFree = rulesOf(rules, name).confirm.by === 'nobody';
  return verdict.is === 'good' && isTime && isFree
    ? { kind: 'promote', reason: 'By itself: it did as well as the stable pods.' }
    : null;
}
