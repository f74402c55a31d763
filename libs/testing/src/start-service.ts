/** What a service that was started in this process gives back. */
export interface RunningService {
  readonly url: string;
  readonly adminUrl: string;
  stop(): Promise<void>;
}

export type Environment = Readonly<Record<string, string>>;

/** What lets any number of services run beside each other, and stop without waiting for a load balancer to notice. */
const ENVIRONMENT: Environment = {
  PORT: '0',
  ADMIN_PORT: '0',
  HOST: '127.0.0.1',
  LOG_LEVEL: 'info',
  DRAIN_DELAY_MS: '0',
};

/**
 * Starts a service for real, on free ports of the loopback address.
 *
 * @param start given the environment, starts it: `(env) => startService(definition, { env })`
 * @param env what to set beside the ports, or instead
 * @returns what `start` gave; `await using` stops it
 * @throws what `start` throws
 */
export async function startService<S extends RunningService>(
  start: (env: Environment) => Promise<S>,
  env: Environment = {},
): Promise<S & AsyncDisposable> {
  const service = await start({ ...ENVIRONMENT, ...env });
  return Object.assign(service, { [Symbol.asyncDispose]: () => service.stop() });
}
