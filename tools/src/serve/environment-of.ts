import { basename, join } from 'node:path';

import type { Service } from '../descriptor/service-schema.ts';
import { urlVariable, variablesOf } from '../manifests/objects/config.ts';
import { filesFolder } from '../manifests/objects/files.ts';
import type { Ports } from './choose-ports.ts';

/** What services are told of each other, and of where they are. */
export interface Addresses {
  readonly ports: ReadonlyMap<string, Ports>;
  /** Unset: there is no Redis. */
  readonly redisUrl: string | undefined;
  readonly workspaceRoot: string;
}

/** The name of this machine where `environment` of a `service.yaml` has a value for each environment. */
const LOCAL = 'local';

/** A first Ctrl-C is to end a service at once; nobody balances load here. */
const DEFAULTS = { DRAIN_DELAY_MS: '0' };

/**
 * The variables of a service that runs here: what its `service.yaml` says, where the others are, and above both what is set already.
 */
export function environmentOf(
  service: Service,
  { ports, redisUrl, workspaceRoot }: Addresses,
  env: NodeJS.ProcessEnv,
): NodeJS.ProcessEnv {
  const others = service.egress.services.map(
    (name) => [urlVariable(name), `http://localhost:${portOf(name, ports)}`] as const,
  );
  return {
    ...DEFAULTS,
    BUILD_OWNER: service.owner, // what a bundle would know
    ...withFilesHere(variablesOf({ service, environment: LOCAL }), service, workspaceRoot),
    ...Object.fromEntries<string>(others),
    ...(service.egress.redis && redisUrl !== undefined ? { REDIS_URL: redisUrl } : {}),
    ...env,
    PORT: String(ports.get(service.name)?.port),
    ADMIN_PORT: String(ports.get(service.name)?.adminPort),
    LOG_FORMAT: 'json',
  };
}

/** A variable that names one of the service's files names that of the repository. */
function withFilesHere(
  variables: Readonly<Record<string, string>>,
  { name, files }: Service,
  workspaceRoot: string,
): NodeJS.ProcessEnv {
  const here = new Map(files.map(({ path }) => [join(filesFolder(name), basename(path)), join(workspaceRoot, path)]));
  return Object.fromEntries(Object.entries(variables).map(([key, value]) => [key, here.get(value) ?? value]));
}

const portOf = (name: string, ports: Addresses['ports']): string => String(ports.get(name)?.port);
