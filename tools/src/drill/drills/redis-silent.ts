import type { Outcome } from '../drill-row.ts';
import type { Stage } from '../open-stage.ts';
import { startGag } from '../start-gag.ts';
import { startRedis } from '../start-redis.ts';
import { underTrouble } from '../under-trouble.ts';

/** Redis keeps its connections, takes new ones, and says nothing, as on a machine that hangs. Then it goes on. */
export async function redisSilent(stage: Stage): Promise<Outcome> {
  const redis = await startRedis(stage);
  const gag = await startGag(Number(new URL(redis.url).port));
  try {
    const instance = await stage.start({ env: { REDIS_URL: `redis://127.0.0.1:${gag.port}` } });
    await redis.hasClients();
    const outcome = await underTrouble(stage, {
      instance,
      tolerated: [502, 503, 504],
      begin: () => {
        gag.silence();
        return Promise.resolve(gag.speak);
      },
    });
    await redis.hasClients();
    return outcome;
  } finally {
    gag.close();
    await redis.kill();
  }
}
