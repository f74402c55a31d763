import { once } from 'node:events';
import { createServer } from 'node:net';

import type { Service } from '../descriptor/service-schema.ts';
import { Failure } from '../program/failure.ts';
import { freePort } from '../smoke/launch.ts';

/** Where a service listens. */
export interface Ports {
  readonly port: number;
  readonly adminPort: number;
}

const DEFAULTS = { PORT: 3000, ADMIN_PORT: 9000 } as const;

/**
 * Where each service is to listen: the last one, which was asked for, where `PORT` and `ADMIN_PORT` say or by default, the others
 * wherever nobody does.
 *
 * @throws Failure where somebody listens there
 */
export async function choosePorts(
  services: readonly Service[],
  env: NodeJS.ProcessEnv,
): Promise<ReadonlyMap<string, Ports>> {
  const ports = new Map<string, Ports>();
  for (const { name } of services.slice(0, -1)) {
    ports.set(name, { port: await freePort(), adminPort: await freePort() });
  }
  for (const { name } of services.slice(-1)) {
    ports.set(name, { port: await portOf('PORT', name, env), adminPort: await portOf('ADMIN_PORT', name, env) });
  }
  return ports;
}

async function portOf(variable: keyof typeof DEFAULTS, service: string, env: NodeJS.ProcessEnv): Promise<number> {
  const port = Number(env[variable] ?? DEFAULTS[variable]);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new Failure(`${variable} is "${String(env[variable])}". Wanted: a port, 0 to 65535.`);
  }
  if (port === 0) return freePort();
  if (await isFree(port)) return port;
  throw new Failure(
    `Port ${port} is taken. End what listens there, or take another: ${variable}=0 npx nx serve ${service} takes any.`,
  );
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer().listen(port);
  try {
    await once(server, 'listening');
    server.close();
    return true;
  } catch {
    return false;
  }
}
