import { type Behaviour, startOrigin } from '@exemplar/testing';

export interface Origins {
  /** Where they are, in order, without a slash at the end. */
  readonly urls: readonly string[];
  /** Closes all of them; gives what opens them again at the same addresses. */
  readonly interrupt: () => Promise<() => Promise<void>>;
}

/** Starts an origin for each behaviour, on hosts of their own: the breaker of one leaves the others alone. */
export async function openOrigins(behaviours: readonly Behaviour[]): Promise<Origins> {
  const open = (ports: readonly number[]) =>
    Promise.all(
      behaviours.map((does, index) =>
        startOrigin({ '*': does }, { host: `127.0.0.${index + 1}`, port: ports[index] ?? 0 }),
      ),
    );
  let origins = await open([]);
  const ports = origins.map(({ port }) => port);
  return {
    urls: origins.map(({ url }) => url),
    interrupt: async () => {
      await Promise.all(origins.map((origin) => origin.close()));
      return async () => {
        origins = await open(ports);
      };
    },
  };
}
