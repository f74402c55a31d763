import type { Service } from '../descriptor/service-schema.ts';
import type { Addresses } from './environment-of.ts';
import { logOf } from './log-of.ts';
import type { RedisPlan } from './plan-redis.ts';

/** What people have to know of a run: where everything is, and what is not set. */
export function whereThingsAre(
  services: readonly Service[],
  { ports }: Addresses,
  redis: RedisPlan | undefined,
  env: NodeJS.ProcessEnv,
): readonly string[] {
  const width = Math.max(...services.map(({ name }) => name.length));
  const lines = services.flatMap(({ name, secrets }) => {
    const { port, adminPort } = { ...ports.get(name) };
    const missing = secrets.filter((secret) => env[secret] === undefined);
    return [
      `${name.padEnd(width)}  http://localhost:${port}, its admin port http://localhost:${adminPort}, its log ${logOf(name)}`,
      ...(missing.length === 0 ? [] : [`${''.padEnd(width)}  without ${missing.join(', ')}, which may be set`]),
    ];
  });
  return redis === undefined ? lines : [...lines, `${'Redis'.padEnd(width)}  ${redis.says}`];
}
