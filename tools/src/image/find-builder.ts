import { Failure } from '../program/failure.ts';
import { isInstalled } from '../program/is-installed.ts';
import { type Builder, BUILDERS } from './builders.ts';

/**
 * What builds images here.
 *
 * @param wanted one of them, or undefined for the first that is there
 * @param path where programs are, as in `PATH`
 * @throws Failure where there is none
 */
export function findBuilder(wanted: string | undefined, path: string): Builder {
  const names = BUILDERS.map(({ name }) => name);
  if (wanted !== undefined && !names.includes(wanted)) {
    throw new Failure(`--builder is "${wanted}". Wanted: ${names.join(', ')}.`, 2);
  }
  const found = BUILDERS.find(({ name }) => name === (wanted ?? name) && isInstalled(name, path));
  if (found !== undefined) return found;
  const missing = wanted === undefined ? 'None of buildah, podman and docker is' : `${wanted} is not`;
  throw new Failure(`${missing} installed here. On Debian: apt-get install buildah.`);
}
