import { DeployError } from '../deploy-error.ts';
import { nearest } from '../nearest.ts';
import type { Release } from './registry.ts';

const COMMIT = /^[\da-f]{7,40}$/;
/** How many versions people are shown, where theirs is none. */
const SHOWN = 3;

/**
 * Finds a release by its commit, or by the digest of its image.
 *
 * @param releases the newest first
 * @returns undefined where there is none
 */
export const findByContent = (releases: readonly Release[], named: string): Release | undefined =>
  releases.find(({ image }) => image.endsWith(`@${named}`)) ??
  (COMMIT.test(named) ? releases.find(({ commit }) => commit.startsWith(named)) : undefined);

export const noReleases = (service: string, base: string): DeployError =>
  new DeployError(
    'no-releases',
    `There is no release of ${service} in ${base}. Make one with npx nx release-image ${service}.`,
  );

/** @param releases the newest first, at least one */
export function unknownVersion(service: string, named: string, releases: readonly Release[]): DeployError {
  const versions = releases.map(({ version }) => version);
  const near = nearest(named, versions).slice(0, SHOWN);
  const shown = near.length > 0 ? `Nearest: ${near.join(', ')}` : `Newest: ${versions.slice(0, SHOWN).join(', ')}`;
  return new DeployError('unknown-version', `${service} has no version ${JSON.stringify(named)}. ${shown}.`);
}
