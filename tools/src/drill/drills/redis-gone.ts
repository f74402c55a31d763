import type { Outcome } from '../drill-row.ts';
import type { Stage } from '../open-stage.ts';
import { startRedis } from '../start-redis.ts';
import { underTrouble } from '../under-trouble.ts';

/** Redis is killed under load, and a new one, empty, comes up at its address. */
export async function redisGone(stage: Stage): Promise<Outcome> {
  const redis = await startRedis(stage);
  try {
    const instance = await stage.start({ env: { REDIS_URL: redis.url } });
    await redis.hasClients();
    const outcome = await underTrouble(stage, {
      instance,
      tolerated: [502, 503, 504],
      begin: async () => {
        await redis.kill();
        return redis.start;
      },
    });
    await redis.hasClients();
    return outcome;
  } finally {
    await redis.kill();
  }
}
