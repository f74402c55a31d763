import { until } from '@exemplar/testing';

import { ask, SHOP, startBench, TIMES } from '../../fixtures/engines.ts';
import { ADA } from '../../fixtures/rules.ts';
import { createRunning } from './create-running.ts';

const quietly = (): void => undefined;
const LEASE = 'exemplar-staging/deploy-shop';

interface Request {
  readonly method: string;
  readonly url: string;
}

const isLeasePut = ({ method, url }: Request): boolean => method === 'PUT' && url.includes('/leases/');

describe('a deploy that meets what nobody thought of', () => {
  it('ends as a fault where nothing was changed yet', async () => {
    await using bench = await startBench();
    const { engine, registry, log } = bench;
    const result = await engine.deploy(ask({ version: '1' }), ({ phase }) => {
      if (phase === 'starting') registry.fail(new TypeError('a bug'));
    });
    expect(result).toMatchObject({ phase: 'failed', trouble: { code: 'internal', sentence: 'a bug' } });
    expect(log.text()).toContain('A deploy met what it was not made for');
  });

  it.each(['rolling-out', 'settling'])('is left to others where after %s nothing can be kept', async (last) => {
    await using bench = await startBench();
    const { engine, cluster, log } = bench;
    const result = await engine.deploy(ask({ version: '1' }), ({ phase }) => {
      if (phase === last) cluster.refuse({ reason: 'Invalid', message: 'no', which: isLeasePut });
    });
    expect(result.phase).toBe('handed-over');
    expect(log.text()).toContain('The end of a deploy could not be kept');
  });

  it('is left to others where the cluster is gone and the process is to end', async () => {
    await using bench = await startBench({ tickMs: 30, engine: { times: { ...TIMES, askMs: 200 } } });
    const { engine, cluster } = bench;
    const deploy = engine.deploy(ask({ version: '1' }), quietly);
    await cluster.waitFor('Deployment', 'exemplar-staging/shop', () => true);
    await cluster.gone();
    await engine.close();
    expect(await deploy).toMatchObject({ phase: 'handed-over' });
  });

  it('is refused in a sentence where the cluster refuses the Lease', async () => {
    await using bench = await startBench();
    const which = ({ method, url }: Request): boolean => method === 'POST' && url.includes('/leases');
    bench.cluster.refuse({ reason: 'Invalid', message: 'no such field', which, times: 1 });
    const refused = bench.engine.deploy(ask({ version: '1' }), quietly);
    await expect(refused).rejects.toMatchObject({
      code: 'cluster-refused',
      message: 'The cluster refuses it: no such field',
    });
    bench.registry.fail(new TypeError('a bug'));
    await expect(bench.engine.deploy(ask({ version: '1' }), quietly)).rejects.toThrow(TypeError);
  });

  it('fails where its pods cannot be seen, and says so', async () => {
    await using bench = await startBench({ engine: { times: { ...TIMES, deadlineMs: 1500 } } });
    const which = ({ method, url }: Request): boolean => method === 'GET' && url.includes('/pods');
    bench.cluster.refuse({ reason: 'Forbidden', message: 'pods is forbidden', which });
    const { phase, trouble } = await bench.engine.deploy(ask({ version: '1' }), quietly);
    expect(phase).toBe('failed');
    expect(trouble?.sentence).toMatch(/The cluster does not allow it: pods is forbidden$/);
  });

  it('fails where its pods do not stay up, with what is known of it', async () => {
    await using bench = await startBench({ engine: { times: { ...TIMES, settleMs: 400, deadlineMs: 1500 } } });
    const { engine, cluster } = bench;
    const result = await engine.deploy(ask({ version: '1' }), ({ phase }) => {
      if (phase !== 'settling') return;
      cluster.behaves({ pods: 'not-ready' });
      for (const { metadata } of cluster.list('Pod')) cluster.remove('Pod', `exemplar-staging/${metadata.name}`);
    });
    expect(result).toMatchObject({ trouble: { code: 'deadline', sentence: 'The pods do not stay up: 0 of 2 serve.' } });
  });

  it('fails where its Deployment is taken away', async () => {
    await using bench = await startBench({ engine: { times: { ...TIMES, settleMs: 200, deadlineMs: 1500 } } });
    const { engine, cluster } = bench;
    const result = await engine.deploy(ask({ version: '1' }), ({ phase }) => {
      if (phase === 'settling' && cluster.get('Deployment', 'exemplar-staging/shop'))
        cluster.remove('Deployment', 'exemplar-staging/shop');
    });
    expect(result).toMatchObject({ phase: 'failed', trouble: { sentence: 'The pods do not stay up: 0 of 0 serve.' } });
  });

  it('is told in fewer words where the cluster does not say what happened', async () => {
    await using bench = await startBench({
      pods: [{ pods: 'not-ready' }],
      engine: { times: { ...TIMES, deadlineMs: 1500 } },
    });
    const which = ({ method, url }: Request): boolean => method === 'GET' && url.includes('/events');
    bench.cluster.refuse({ reason: 'Forbidden', message: 'no', which });
    const { trouble } = await bench.engine.deploy(ask({ version: '1' }), quietly);
    expect(trouble?.sentence).toBe('The container runs, and is not ready.');
  });

  it('is told without lines where there are none', async () => {
    await using bench = await startBench({ pods: [{ pods: 'crash' }] });
    bench.cluster.refuse({ reason: 'NotFound', message: 'no log', which: ({ url }) => url.includes('/log') });
    const { trouble } = await bench.engine.deploy(ask({ version: '1' }), quietly);
    expect(trouble).toEqual({ code: 'crashed', sentence: 'The container ended with exit code 1.' });
    expect((await bench.engine.logs(ADA, SHOP)).map(({ lines }) => lines)).toEqual([[], []]);
  });
});

describe('a canary that meets trouble', () => {
  it('goes away where the cluster refuses it, and where it ends under requests', async () => {
    await using bench = await startBench();
    const { engine, cluster } = bench;
    await engine.deploy(ask({ version: '1' }), quietly);
    const which = ({ method, url }: Request): boolean => method === 'PATCH' && url.includes('/deployments/shop-canary');
    cluster.refuse({ reason: 'Invalid', message: 'no', which, times: 1 });
    const refused = await engine.canary(ask({ version: '2', percent: 5 }), quietly);
    expect(refused).toMatchObject({ phase: 'rolled-back', trouble: { code: 'apply-refused' } });
    const ended = await engine.canary(ask({ version: '3', percent: 5 }), ({ phase }) => {
      if (phase === 'settling') cluster.behaves({ image: /:3@/, pods: 'crash-when-ready', exitCode: 7 });
    });
    expect(ended).toMatchObject({ phase: 'rolled-back', trouble: { code: 'crashed' } });
  });

  it('is withdrawn although nobody knows what the stable pods are of', async () => {
    await using bench = await startBench();
    const { engine, cluster } = bench;
    await engine.deploy(ask({ version: '1' }), quietly);
    await engine.canary(ask({ version: '2', percent: 5 }), quietly);
    cluster.change('Deployment', 'exemplar-staging/shop', ({ metadata, ...rest }) => ({
      ...rest,
      metadata: { ...metadata, annotations: {} },
    }));
    expect(await engine.withdraw(ask({}), quietly)).toMatchObject({ phase: 'withdrawn', to: { version: '2' } });
  });
});

describe('what an engine does by itself', () => {
  it('is logged where it fails', async () => {
    await using bench = await startBench();
    const { engine, cluster, log } = bench;
    await engine.deploy(ask({ version: '1' }), quietly);
    cluster.change('Lease', LEASE, (lease) => ({
      ...lease,
      spec: { holderIdentity: '' },
      metadata: {
        ...lease.metadata,
        annotations: {
          ...lease.metadata.annotations,
          'deploy.exemplar.dev/canary': JSON.stringify({
            id: 'c',
            release: bench.registry.release('2'),
            percent: 5,
            actor: ADA,
            since: new Date().toISOString(),
          }),
        },
      },
    }));
    bench.registry.fail(new TypeError('a bug'));
    await bench.another().resume(quietly);
    const failed = await log.waitFor(({ message }) => message === 'What a deploy engine did by itself failed');
    expect(failed).toMatchObject({ level: 'error' });
  });

  it('is one look at a time', async () => {
    await using bench = await startBench();
    let looks = 0;
    const gates: (() => void)[] = [];
    const logger = { error: quietly } as never;
    const running = createRunning(logger);
    const look = (): Promise<void> =>
      new Promise((resolve) => {
        looks++;
        gates.push(resolve);
      });
    running.startAlone(look);
    running.startAlone(look);
    expect(looks).toBe(1);
    gates[0]?.();
    await running.over();
    await until(() => {
      running.startAlone(look);
      return looks === 2;
    });
    gates[1]?.();
    await running.over();
    expect(bench.told).toEqual([]);
  });
});

describe('what runs', () => {
  it('is known by the registry where nothing is kept of it, or by nobody', async () => {
    await using bench = await startBench();
    const { engine, cluster, registry } = bench;
    await engine.deploy(ask({ version: '1' }), quietly);
    cluster.remove('Lease', LEASE);
    expect(await engine.status(ADA, 'shop')).toMatchObject([{ release: { version: '1' }, last: null }, {}]);
    cluster.change('Deployment', 'exemplar-staging/shop', ({ spec, ...deployment }) => ({
      ...deployment,
      spec: JSON.parse(JSON.stringify(spec).replaceAll('r/shop:1', 'r/shop:by-hand')) as object,
    }));
    expect(await engine.status(ADA, 'shop')).toMatchObject([{ release: null }, {}]);
    registry.forget('1');
    expect(await engine.status(ADA, 'shop')).toMatchObject([{ release: null }, {}]);
  });

  it('is not looked after where it is of others', async () => {
    await using bench = await startBench();
    const metadata = { name: 'kube-scheduler', namespace: 'exemplar-staging' };
    bench.cluster.put({
      apiVersion: 'coordination.k8s.io/v1',
      kind: 'Lease',
      metadata,
      spec: { holderIdentity: 'x' },
    });
    await bench.engine.resume(bench.onProgress);
    expect(bench.told).toEqual([]);
  });
});

describe('what is asked of nothing', () => {
  it('is refused where no service has a release yet', async () => {
    await using bench = await startBench({ releases: [] });
    await expect(bench.engine.deploy(ask({}), quietly)).rejects.toMatchObject({
      code: 'unknown-service',
      message: 'There is no service "shop". No service has a release yet.',
    });
  });

  it('keeps no message where the cluster refuses it', async () => {
    await using bench = await startBench({ tickMs: 30 });
    const deploy = bench.engine.deploy(ask({ version: '1', id: 'x' }), quietly);
    await bench.cluster.waitFor('Lease', LEASE, () => true);
    bench.cluster.refuse({ reason: 'Invalid', message: 'no', which: isLeasePut });
    await expect(bench.another().keepMessage(SHOP, 'x', 'C1/1')).rejects.toThrow('no');
    bench.cluster.behave();
    await deploy;
  });

  it('is a lock that the cluster refuses, or that is taken away in the same moment', async () => {
    await using bench = await startBench();
    const lock = { service: 'shop', environment: 'staging', actor: ADA };
    const which = ({ method, url }: Request): boolean => method === 'POST' && url.includes('/leases');
    bench.cluster.refuse({ reason: 'Invalid', message: 'no', which, times: 1 });
    await expect(bench.engine.lock(lock)).rejects.toMatchObject({ code: 'cluster-refused' });
    bench.cluster.refuse({ reason: 'AlreadyExists', message: 'there', which, times: 1 });
    expect(await bench.engine.lock(lock)).toMatchObject({ service: 'shop' });
  });

  it('is a lock that is there already, by the same hand and from the same answer', async () => {
    await using bench = await startBench();
    const lock = { service: 'shop', environment: 'staging', actor: ADA };
    await bench.engine.lock({ ...lock, service: 'all' });
    await bench.engine.lock(lock);
    expect((await bench.engine.locks()).map(({ service }) => service)).toEqual(['all', 'shop']);
    const bare = {
      apiVersion: 'coordination.k8s.io/v1',
      kind: 'Lease',
      metadata: { name: 'lock-mail', namespace: 'exemplar-staging' },
      spec: { holderIdentity: 'bob' },
    };
    bench.cluster.put(bare);
    expect((await bench.engine.locks()).map(({ actor }) => actor.name)).toContain('bob');
  });
});
