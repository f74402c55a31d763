import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { z } from 'zod';

import { askHelper } from './ask-helper.ts';
import type { Credentials, RegistryOptions } from './registry.ts';

const authFile = z.object({
  auths: z.record(z.string(), z.object({ auth: z.string().optional() })).default({}),
  credHelpers: z.record(z.string(), z.string()).default({}),
  credsStore: z.string().optional(),
});
type AuthFile = z.output<typeof authFile>;

type Env = NonNullable<RegistryOptions['env']>;

/** What Docker Hub is called in the file of Docker. */
const OTHER_KEYS: Readonly<Record<string, readonly string[]>> = { 'docker.io': ['https://index.docker.io/v1/'] };

/**
 * Who a machine is to a registry: what `podman login`, `buildah login` and `docker login` wrote down (containers-auth.json(5)), or
 * gave to a program that keeps passwords.
 *
 * @param host the registry as images name it
 * @param prefix what all names begin with: an entry for it goes before the host's
 * @returns undefined where nobody logged in: most registries give something to everybody
 */
export function readCredentials(host: string, prefix: string, env: Env): Credentials | undefined {
  const keys = [`${host}/${prefix.replace(/\/$/, '')}`, host, `https://${host}`, ...(OTHER_KEYS[host] ?? [])];
  for (const file of authFiles(env)) {
    const found = readFile(file);
    const credentials = found && credentialsIn(found, keys, host, env);
    if (credentials !== undefined) return credentials;
  }
  return undefined;
}

function credentialsIn(file: AuthFile, keys: readonly string[], host: string, env: Env): Credentials | undefined {
  const [credentials] = keys.flatMap((key) => decode(file.auths[key]?.auth ?? ''));
  const helper = file.credHelpers[host] ?? file.credsStore;
  return credentials ?? (helper === undefined ? undefined : askHelper(helper, host, String(env.PATH)));
}

/** The first that names a registry counts. `REGISTRY_AUTH_FILE` is the only one where it is set. */
function authFiles(env: Env): readonly string[] {
  const { REGISTRY_AUTH_FILE, XDG_RUNTIME_DIR, DOCKER_CONFIG, HOME } = env;
  if (REGISTRY_AUTH_FILE !== undefined) return [REGISTRY_AUTH_FILE];
  return [
    ...(XDG_RUNTIME_DIR === undefined ? [] : [join(XDG_RUNTIME_DIR, 'containers/auth.json')]),
    ...(HOME === undefined ? [] : [join(HOME, '.config/containers/auth.json')]),
    ...(DOCKER_CONFIG === undefined ? [] : [join(DOCKER_CONFIG, 'config.json')]),
    ...(HOME === undefined ? [] : [join(HOME, '.docker/config.json')]),
  ];
}

/** @returns undefined where there is none, or one of another program: the registry says whether somebody has to log in */
function readFile(file: string): AuthFile | undefined {
  try {
    return authFile.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return undefined;
  }
}

function decode(auth: string): readonly Credentials[] {
  const [, username, password] = /^([^:]+):(.+)$/s.exec(Buffer.from(auth, 'base64').toString()) ?? [];
  return username === undefined || password === undefined ? [] : [{ username, password }];
}
