import { decideCanary } from '../canary/decide-canary.ts';
import { KINDS } from '../cluster/kinds.ts';
import { DeployError } from '../deploy-error.ts';
import { createGoneWatch, type HolderIsGone } from '../records/gone-watch.ts';
import { type Lease, ledgerOf, serviceOf } from '../records/lease.ts';
import type { Context } from './context.ts';
import type { Environment } from './environment.ts';
import type { OnProgress } from './progress.ts';
import { isLeft, takeUp } from './take-up.ts';

/** Looks at all that is under way, and at canaries. Resolves when it has looked; what it takes up goes on. */
export type LookAfter = (onProgress: OnProgress) => Promise<void>;

/**
 * @param run keeps account of what goes on, and logs what it fails of
 */
export function createLookAfter(context: Context, run: (work: () => Promise<void>) => void): LookAfter {
  const isGone = createGoneWatch();
  return async (onProgress) => {
    const looks = [...context.environments.values()].map((environment) =>
      lookAt(context, environment, isGone, run, onProgress).catch((error: unknown) => {
        if (!context.closing.aborted) {
          context.logger.warn('It cannot be seen what is under way', { error, environment: environment.name });
        }
      }),
    );
    await Promise.all(looks);
  };
}

async function lookAt(
  context: Context,
  environment: Environment,
  isGone: HolderIsGone,
  run: (work: () => Promise<void>) => void,
  onProgress: OnProgress,
): Promise<void> {
  const { cluster, namespace } = environment;
  const { items } = await cluster.until(context.closing).list<Lease>(KINDS.lease, namespace);
  for (const lease of items) {
    const service = serviceOf(lease);
    // What this process holds is renewed as what others do; what it lost, it may take up again.
    if (service === null) continue;
    const { canary } = ledgerOf(lease);
    if (isLeft(lease)) {
      if (isGone(lease, performance.now())) run(() => takeUp(context, environment, service, lease, onProgress));
    } else if (canary !== null) {
      run(() => decideCanary(context, environment, canary, onProgress).catch(ignoreRefusal));
    }
  }
}

/** Another process has decided, or somebody deploys: there is a next look. */
function ignoreRefusal(error: unknown): void {
  if (!(error instanceof DeployError)) throw error;
}
