import { type Behaviour, type LoadOrigins, type Origin, startOrigin } from '@exemplar/testing';

export interface Origins {
  /** Where they are, in order, without a slash at the end. */
  readonly urls: readonly string[];
  /** Closes all of them; gives what opens them again at the same addresses. */
  readonly interrupt: () => Promise<() => Promise<void>>;
}

/**
 * Starts an origin for each behaviour, on ports of their own: the breaker of one leaves the others alone.
 *
 * @param reached where the service reaches them; default: each on a loopback address of its own
 */
export async function openOrigins(behaviours: readonly Behaviour[], reached?: LoadOrigins): Promise<Origins> {
  const portOf = (index: number): number => (reached === undefined || reached.port === 0 ? 0 : reached.port + index);
  const open = async (ports: readonly number[]): Promise<readonly Origin[]> => {
    const opening = behaviours.map((does, index) =>
      startOrigin(
        { '*': does },
        { host: reached?.listen ?? `127.0.0.${index + 1}`, port: ports[index] ?? portOf(index) },
      ),
    );
    return Promise.all(opening).catch(async (error: unknown) => {
      // one of them has no port: the others would keep the program from ending
      for (const opened of await Promise.allSettled(opening)) {
        if (opened.status === 'fulfilled') await opened.value.close();
      }
      throw error;
    });
  };
  let origins = await open([]);
  const ports = origins.map(({ port }) => port);
  return {
    urls: origins.map(({ url, port }) => (reached === undefined ? url : `http://${reached.host}:${port}`)),
    interrupt: async () => {
      await Promise.all(origins.map((origin) => origin.close()));
      return async () => {
        origins = await open(ports);
      };
    },
  };
}
