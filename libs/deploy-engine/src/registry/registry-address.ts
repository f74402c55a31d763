import { DeployError } from '../deploy-error.ts';

/** Where a registry is. */
export interface RegistryAddress {
  /** As images name it: `registry.example.com:5000`. */
  readonly host: string;
  /** As HTTP names it: `https://registry.example.com:5000`. */
  readonly origin: string;
  /** What all names begin with: `exemplar/`, or nothing. */
  readonly prefix: string;
}

const BASE = /^(?<host>[a-z\d.-]+(?::\d+)?|\[[\da-f:]+\](?::\d+)?)(?:\/(?<path>[a-z\d._/-]*[a-z\d]))?$/;
const LOOPBACK = /^(?:(?:.+\.)?localhost|127\.[\d.]+|\[::1\])(?::\d+)?$/;
/** Images say `docker.io`; the registry has another name. */
const HOSTS: Readonly<Record<string, string>> = { 'docker.io': 'registry-1.docker.io' };

/**
 * Takes an address of a registry apart.
 *
 * @param base `registry.example.com/exemplar`
 * @param plainHttp without TLS; by default where the host is a loopback address
 * @throws DeployError `registry-invalid`
 */
export function parseRegistryAddress(base: string, plainHttp?: boolean): RegistryAddress {
  const { host, path } = BASE.exec(base)?.groups ?? {};
  if (host === undefined) {
    throw new DeployError(
      'registry-invalid',
      `"${base}" is no address of a registry. Wanted: its host and, where it has one, the path of its images, without a scheme: ` +
        'registry.example.com/exemplar.',
    );
  }
  const scheme = (plainHttp ?? LOOPBACK.test(host)) ? 'http' : 'https';
  return { host, origin: `${scheme}://${HOSTS[host] ?? host}`, prefix: path === undefined ? '' : `${path}/` };
}
