import type { Drill, Run, Subject } from './drill-row.ts';
import { clockJump } from './drills/clock-jump.ts';
import { clockSetBack } from './drills/clock-set-back.ts';
import { diskFull } from './drills/disk-full.ts';
import { dnsSilent } from './drills/dns-silent.ts';
import { idleConnections } from './drills/idle-connections.ts';
import { killNine } from './drills/kill-nine.ts';
import { memoryAtLimit } from './drills/memory-at-limit.ts';
import { originsDown } from './drills/origins-down.ts';
import { redisGone } from './drills/redis-gone.ts';
import { redisSilent } from './drills/redis-silent.ts';
import { sigtermUnderLoad } from './drills/sigterm-under-load.ts';
import { slowClients } from './drills/slow-clients.ts';

type Drills = Subject['mix']['drills'];

const always = (run: Run) => (): Run => (stage) => run(stage);

/** A drill that needs a part of what a service's `load/requests.ts` says for drills, and the internet. */
const withPart =
  <Key extends keyof Drills>(
    key: Key,
    run: (stage: Parameters<Run>[0], part: NonNullable<Drills[Key]>) => ReturnType<Run>,
  ) =>
  ({ service, mix }: Subject): Run | string => {
    const part = mix.drills[key];
    if (!service.egress.internet) return 'its egress has no internet';
    return part ? (stage) => run(stage, part) : `its load/requests.ts has no drills.${key}`;
  };

const withRedis =
  (run: Run) =>
  ({ service }: Subject): Run | string =>
    service.egress.redis ? run : 'its egress has no Redis';

/** What will happen to a service, from what is sudden to what creeps. */
export const DRILLS: readonly Drill[] = [
  { name: 'kill', does: 'kill -9 of one of two processes', plan: always(killNine) },
  { name: 'sigterm', does: 'SIGTERM under load to one of two, as in a rollout', plan: always(sigtermUnderLoad) },
  { name: 'redis', does: 'Redis killed, and back, empty', plan: withRedis(redisGone) },
  { name: 'redis-silent', does: 'Redis connected and silent, and back', plan: withRedis(redisSilent) },
  { name: 'dns', does: 'DNS silent, and back', plan: withPart('names', dnsSilent) },
  { name: 'origins', does: 'all that it calls down, and back', plan: withPart('interrupt', originsDown) },
  { name: 'clock', does: 'the clock a day ahead, an hour behind, and right', plan: always(clockJump) },
  {
    name: 'clock-back',
    does: 'the clock set back an hour while all that it calls is down',
    plan: withPart('interrupt', clockSetBack),
  },
  { name: 'disk', does: 'disk full for the logs of one of two', plan: always(diskFull) },
  {
    name: 'memory',
    does: 'memory of one of two at its limit, and a burst of what is heavy',
    plan: always(memoryAtLimit),
  },
  { name: 'idle', does: '2,000 idle connections', plan: always(idleConnections) },
  { name: 'slow', does: '200 clients that never end their headers', plan: always(slowClients) },
];
