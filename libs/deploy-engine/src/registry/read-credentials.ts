import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { z } from 'zod';

import type { Credentials, RegistryOptions } from './registry.ts';

const authFile = z.object({
  auths: z.record(z.string(), z.object({ auth: z.string().optional() })).optional(),
});

type Env = NonNullable<RegistryOptions['env']>;

/**
 * Who a machine is to a registry: what `podman login`, `buildah login` and `docker login` wrote down (containers-auth.json(5)).
 *
 * @param host the registry as images name it
 * @param prefix what all names begin with: an entry for it goes before the host's
 * @returns undefined where nobody logged in: most registries give something to everybody
 */
export function readCredentials(host: string, prefix: string, env: Env): Credentials | undefined {
  const keys = [`${host}/${prefix.replace(/\/$/, '')}`, host, `https://${host}`, `https://${host}/v1/`];
  if (host === 'docker.io') keys.push('https://index.docker.io/v1/');
  const found = authFiles(env).flatMap((file) => {
    const auths = readAuths(file);
    return keys.flatMap((key) => auths[key]?.auth ?? []);
  });
  return found.map(decode).find((credentials) => credentials !== undefined);
}

/** The first that names a registry counts. `REGISTRY_AUTH_FILE` is the only one where it is set. */
function authFiles(env: Env): readonly string[] {
  if (env.REGISTRY_AUTH_FILE !== undefined) return [env.REGISTRY_AUTH_FILE];
  const inFolder = (folder: string | undefined, ...path: readonly string[]) =>
    folder === undefined ? [] : [join(folder, ...path)];
  return [
    ...inFolder(env.XDG_RUNTIME_DIR, 'containers', 'auth.json'),
    ...inFolder(env.HOME, '.config', 'containers', 'auth.json'),
    ...inFolder(env.DOCKER_CONFIG ?? (env.HOME && join(env.HOME, '.docker')), 'config.json'),
  ];
}

function readAuths(file: string) {
  try {
    return authFile.parse(JSON.parse(readFileSync(file, 'utf8'))).auths ?? {};
  } catch {
    // None, or one that is another program's: the registry says whether somebody has to log in.
    return {};
  }
}

function decode(auth: string): Credentials | undefined {
  const [, username, password] = /^([^:]+):(.+)$/s.exec(Buffer.from(auth, 'base64').toString()) ?? [];
  return username === undefined || password === undefined ? undefined : { username, password };
}
