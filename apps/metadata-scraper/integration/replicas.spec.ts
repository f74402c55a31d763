import { html, type Origin, slowHeaders, startOrigin, steadyLoad, until } from '@exemplar/testing';

import { startBundle, type StartedBundle } from './start-bundle.ts';
import { type StartedRedis, startRedis } from './start-redis.ts';

describe('replicas of the built service with a Redis', () => {
  let origin: Origin;
  let redis: StartedRedis;
  let replicas: StartedBundle[];

  beforeEach(async () => {
    redis = await startRedis();
    origin = await startOrigin({ '*': slowHeaders(20, html('<title>A page</title>')) });
    replicas = [];
  });

  afterEach(async () => {
    redis.thaw();
    await Promise.all(replicas.map(({ stop }) => stop()));
    await redis.stop();
    await origin.close();
  });

  const startReplica = async (): Promise<StartedBundle> => {
    const settings = { OUTBOUND_ALLOW_CIDRS: '127.0.0.1/32', OUTBOUND_ALLOW_PORTS: '*', REDIS_URL: redis.url };
    const replica = await startBundle(settings);
    replicas.push(replica);
    return replica;
  };

  const metric = async ({ adminUrl }: StartedBundle, line: string): Promise<boolean> =>
    (await (await fetch(`${adminUrl}/metrics`)).text()).includes(line);

  const addressOf = ({ url }: StartedBundle, path: string): string =>
    `${url}/v1/metadata?url=${encodeURIComponent(origin.url + path)}`;

  it('read a page once among all, and after a new start not at all', async () => {
    const [one, two] = [await startReplica(), await startReplica()];
    await until(() => metric(two, 'cache_shared_connected 1'), 'the connection');
    const answers = await Promise.all(
      Array.from({ length: 100 }, (_, index) => fetch(addressOf(index % 2 === 0 ? one : two, '/page'))),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    const three = await startReplica();
    await until(() => metric(three, 'cache_shared_connected 1'), 'the connection');
    const late = await fetch(addressOf(three, '/page'));
    expect(late.headers.get('x-cache')).toBe('HIT');
    expect(await late.json()).toMatchObject({ title: 'A page' });
    expect(origin.requests).toHaveLength(1);
  });

  it('answer every request while Redis is frozen, gone and back', async () => {
    const replica = await startReplica();
    let ended = false;
    const fresh = steadyLoad(`${addressOf(replica, '/loaded')}&fresh=true`, { connections: 5, until: () => ended });
    const kept = steadyLoad(addressOf(replica, '/kept'), { connections: 5, until: () => ended });
    await until(() => metric(replica, 'cache_shared_connected 1'), 'the connection');
    redis.freeze();
    await until(() => metric(replica, 'cache_shared_connected 0'), 'the connection being dropped');
    await redis.restart();
    await until(() => metric(replica, 'cache_shared_connected 1'), 'the connection');
    ended = true;
    for (const { statuses, lost, refused } of await Promise.all([fresh, kept])) {
      expect({ statuses: Object.keys(statuses), lost, refused }).toEqual({ statuses: ['200'], lost: [], refused: 0 });
    }
  });

  it('start and stop while Redis is frozen', async () => {
    redis.freeze();
    const replica = await startReplica();
    expect((await fetch(addressOf(replica, '/page'))).status).toBe(200);
    expect(await replica.stop()).toBe(0);
  });
});
