import type { Service } from '../descriptor/service-schema.ts';
import { urlVariable, variablesOf } from '../manifests/objects/config.ts';
import type { Ports } from './choose-ports.ts';

/** What services are told of each other. */
export interface Addresses {
  readonly ports: ReadonlyMap<string, Ports>;
  /** Unset: there is no Redis. */
  readonly redisUrl: string | undefined;
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
  { ports, redisUrl }: Addresses,
  env: NodeJS.ProcessEnv,
): NodeJS.ProcessEnv {
  const others = service.egress.services.map(
    (name) => [urlVariable(name), `http://localhost:${portOf(name, ports)}`] as const,
  );
  return {
    ...DEFAULTS,
    BUILD_OWNER: service.owner, // what a bundle would know
    ...variablesOf({ service, environment: LOCAL }),
    ...Object.fromEntries<string>(others),
    ...(service.egress.redis && redisUrl !== undefined ? { REDIS_URL: redisUrl } : {}),
    ...env,
    PORT: String(ports.get(service.name)?.port),
    ADMIN_PORT: String(ports.get(service.name)?.adminPort),
    LOG_FORMAT: 'json',
  };
}

const portOf = (name: string, ports: Addresses['ports']): string => String(ports.get(name)?.port);
