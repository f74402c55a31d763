import { isShareable } from '../canary/canary-objects.ts';
import { DeployError } from '../deploy-error.ts';
import type { Ledger } from '../records/ledger.ts';
import type { Release } from '../registry/registry.ts';
import type { Current } from './current.ts';
import type { Environment } from './environment.ts';
import type { PlanRequest } from './requests.ts';

/** What is to be done, once it is known with which release. */
export interface Draft {
  readonly from: Release | null;
  readonly to: Release;
  readonly percent?: number;
}

/**
 * Finds out from which release to which one a request leads.
 *
 * @throws DeployError where there is none, or it may not be taken
 */
export async function draftOf(request: PlanRequest, environment: Environment, current: Current): Promise<Draft> {
  switch (request.kind) {
    case 'deploy':
      return checked(request, current, { from: current.release, to: await findRelease(request, environment) });
    case 'rollback':
      return checked(request, current, {
        from: current.release,
        to: await releaseToGoBackTo(request, environment, current),
      });
    case 'canary':
      return canaryDraft(request, environment, current);
    case 'promote':
      return { from: current.release, to: canaryIn(current.ledger, request).release };
    case 'withdraw': {
      const { release, percent } = canaryIn(current.ledger, request);
      return { from: release, to: current.release ?? release, percent };
    }
  }
}

type Versioned = Extract<PlanRequest, { readonly kind: 'deploy' | 'rollback' | 'canary' }>;

const findRelease = ({ target, version }: Versioned, { registry }: Environment): Promise<Release> =>
  registry.find(target.service, version);

async function releaseToGoBackTo(request: Versioned, environment: Environment, current: Current): Promise<Release> {
  if (request.version !== undefined) return findRelease(request, environment);
  const { healthy, refused } = current.ledger;
  const before = healthy.find(
    ({ digest }) => digest !== current.release?.digest && !refused.some((one) => one.digest === digest),
  );
  if (before !== undefined) return before;
  const { service, environment: name } = request.target;
  throw new DeployError(
    'nothing-to-roll-back-to',
    `No release of ${service} was healthy in ${name} before the one that runs. Name the version to go back to.`,
  );
}

async function canaryDraft(
  request: Extract<PlanRequest, { readonly kind: 'canary' }>,
  environment: Environment,
  current: Current,
): Promise<Draft> {
  const { percent, target } = request;
  if (!Number.isInteger(percent) || percent < 1 || percent > 99) {
    throw new DeployError('invalid-percent', `A canary takes 1 to 99 per cent of the requests, not ${percent}.`);
  }
  if (current.deployment === null) {
    throw new DeployError('no-canary', `${target.service} does not run in ${target.environment} yet: deploy it first.`);
  }
  const to = await findRelease(request, environment);
  if (!isShareable(await environment.registry.manifests(to, environment.name))) {
    const message = `${target.service} has no public route whose requests a canary could take a part of.`;
    throw new DeployError('not-public', message);
  }
  return { ...checked(request, current, { from: current.release, to }), percent };
}

function canaryIn({ canary }: Ledger, { target: { service, environment } }: PlanRequest) {
  if (canary !== null) return canary;
  throw new DeployError('no-canary', `There is no canary of ${service} in ${environment}.`);
}

/** @throws DeployError for a release that is not to be taken without force */
function checked(request: Versioned, { ledger, release }: Current, draft: Draft): Draft {
  if (request.force === true) return draft;
  const { service, environment } = request.target;
  const { to } = draft;
  const bad = ledger.refused.find(({ digest }) => digest === to.digest);
  if (bad !== undefined) {
    throw new DeployError(
      'refused-release',
      `${service} ${to.version} is refused in ${environment}, as it failed there: ${bad.why} Deploy another version, or force it.`,
    );
  }
  if (release?.digest === to.digest) {
    throw new DeployError('already-running', `${service} ${to.version} runs in ${environment} already.`);
  }
  const { canary } = ledger;
  const isOther =
    canary !== null &&
    (request.kind === 'deploy' || (request.kind === 'canary' && canary.release.digest !== to.digest));
  if (isOther) {
    throw new DeployError(
      'canary-running',
      `A canary of ${service} ${canary.release.version} takes ${canary.percent} % of the requests in ${environment}: promote or withdraw it first.`,
    );
  }
  return draft;
}
