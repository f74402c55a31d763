import { tmpdir } from 'node:os';

import type { Service } from '../descriptor/service-schema.ts';
import { isInstalled } from '../program/is-installed.ts';
import { freePort } from '../smoke/launch.ts';

/** Which Redis the services of a run have. */
export interface RedisPlan {
  /** Unset: none. */
  readonly url: string | undefined;
  /** What starts it; unset where it is not to be started. */
  readonly command?: readonly [program: string, ...words: string[]];
  /** What people are told of it. */
  readonly says: string;
}

/** @returns undefined where no service calls Redis */
export async function planRedis(services: readonly Service[], env: NodeJS.ProcessEnv): Promise<RedisPlan | undefined> {
  if (!services.some(({ egress }) => egress.redis)) return undefined;
  if (env.REDIS_URL !== undefined) return { url: env.REDIS_URL, says: 'the one of REDIS_URL' };
  if (!isInstalled('redis-server', String(env.PATH))) {
    return { url: undefined, says: 'none: redis-server is not installed, and REDIS_URL not set' };
  }
  const port = await freePort();
  const options = { port, bind: '127.0.0.1', save: '', appendonly: 'no', dir: tmpdir(), loglevel: 'warning' };
  const words = Object.entries(options).flatMap(([name, value]) => [`--${name}`, String(value)]);
  const url = `redis://127.0.0.1:${port}`;
  return { url, command: ['redis-server', ...words], says: `${url}, empty, and gone when this ends` };
}
