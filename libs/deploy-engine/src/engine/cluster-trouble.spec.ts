import { ask, SHOP, startBench, TIMES } from '../../fixtures/engines.ts';
import { ADA } from '../../fixtures/rules.ts';

const quietly = (): void => undefined;
const LIVE = { phase: 'live' };

describe('a cluster that makes trouble', () => {
  it('is asked again where it throttles, answers with errors or cuts connections', async () => {
    await using bench = await startBench();
    const { engine, cluster } = bench;
    cluster.throttle(2, 0);
    cluster.reset(2);
    cluster.refuse({ reason: 'ServiceUnavailable', message: 'starting', times: 2 });
    expect(await engine.deploy(ask({ version: '1' }), quietly)).toMatchObject(LIVE);
  });

  it('is watched anew where watches expire, end or are not answered', async () => {
    await using bench = await startBench({ tickMs: 40 });
    const { engine, cluster } = bench;
    const deploy = engine.deploy(ask({ version: '1' }), quietly);
    await cluster.waitForRequest(({ path, query }) => path.endsWith('/pods') && query.get('watch') === 'true');
    cluster.bookmark();
    cluster.expire();
    await cluster.waitFor('Pod', String(cluster.list('Pod')[0]?.metadata.name), () => true, 5).catch(quietly);
    cluster.endWatches();
    cluster.refuse({
      reason: 'ServiceUnavailable',
      message: 'no',
      which: ({ url }) => url.includes('watch=true'),
      times: 2,
    });
    expect(await deploy).toMatchObject(LIVE);
  });

  it('may answer a Lease with a conflict, or lose the answer that it was written', async () => {
    await using bench = await startBench({ engine: { times: { ...TIMES, renewMs: 10 } } });
    const { engine, cluster } = bench;
    cluster.conflict(3, ({ method, url }) => method === 'PUT' && url.includes('/leases/'));
    expect(await engine.deploy(ask({ version: '1' }), quietly)).toMatchObject(LIVE);
    expect(await engine.history(ADA, SHOP)).toHaveLength(1);
  });

  it('is not waited for when nothing has begun yet', async () => {
    await using bench = await startBench({ engine: { times: { ...TIMES, askMs: 200 } } });
    await bench.cluster.gone();
    const refused = bench.engine.deploy(ask({ version: '1' }), quietly);
    await expect(refused).rejects.toMatchObject({
      code: 'cluster-unreachable',
      message: expect.stringMatching(
        /^The cluster of staging does not answer: .*ECONNREFUSED.* Try again when it does\.$/,
      ) as unknown,
    });
    await bench.engine.resume(bench.onProgress);
    await bench.log.waitFor(({ message }) => message === 'It cannot be seen what is under way');
  });

  it('goes on with a phase that it did not answer in, as soon as it does', async () => {
    await using bench = await startBench({ engine: { times: { ...TIMES, askMs: 100, leaseMs: 8000 } } });
    const { engine, cluster, told, onProgress } = bench;
    cluster.refuse({
      reason: 'ServiceUnavailable',
      message: 'no',
      which: ({ method }) => method === 'PATCH',
      times: 6,
    });
    expect(await engine.deploy(ask({ version: '1' }), onProgress)).toMatchObject(LIVE);
    expect(told.map(({ phase }) => phase)).not.toContain('rolling-back');
  });

  it('says what it does not allow', async () => {
    await using bench = await startBench();
    bench.cluster.refuse({
      reason: 'Forbidden',
      message: 'leases is forbidden',
      which: ({ url }) => url.includes('/leases'),
    });
    await expect(bench.engine.deploy(ask({ version: '1' }), quietly)).rejects.toMatchObject({
      code: 'cluster-denied',
      message: 'The cluster does not allow it: leases is forbidden',
    });
  });

  it('ends a deploy as a fault where it denies what was to be applied, and goes back', async () => {
    await using bench = await startBench();
    const { engine, cluster } = bench;
    await engine.deploy(ask({ version: '1' }), quietly);
    const which = ({ method, url }: { method: string; url: string }) =>
      method === 'PATCH' && url.includes('/services/');
    cluster.refuse({ reason: 'Forbidden', message: 'services is forbidden', which, times: 1 });
    const result = await engine.deploy(ask({ version: '2' }), quietly);
    expect(result).toMatchObject({ phase: 'rolled-back', trouble: { code: 'internal' } });
    expect((await engine.status(ADA, 'shop'))[0]?.refused).toEqual([]);
  });

  it('leaves out what it does not know, and says so', async () => {
    const extra = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'extra' } };
    const releases = [{ version: '1', shape: (all: readonly object[]) => [...all, extra] as never }];
    await using bench = await startBench({
      releases,
      without: ['autoscaling/v2', 'gateway.networking.k8s.io/v1'],
      minor: '20+',
    });
    const result = await bench.engine.deploy(ask({ version: '1' }), quietly);
    expect(result.leftOut).toEqual([
      'the HorizontalPodAutoscaler (autoscaling/v2)',
      'the HTTPRoute (gateway.networking.k8s.io/v1)',
      "the pause before a pod's end (preStop.sleep, Kubernetes 1.30)",
    ]);
    const { template } = bench.cluster.get('Deployment', 'exemplar-staging/shop')?.spec ?? {};
    expect(JSON.stringify(template)).not.toContain('preStop');
  });

  it.each([
    [
      'for another namespace',
      { kind: 'ConfigMap', apiVersion: 'v1', metadata: { name: 'x', namespace: 'kube-system' } },
      'The release holds ConfigMap x for kube-system, not for exemplar-staging.',
    ],
    [
      'of the whole cluster',
      { kind: 'Namespace', apiVersion: 'v1', metadata: { name: 'x' } },
      'The release holds Namespace x, which is of the whole cluster.',
    ],
  ])('is not given an object %s', async (_, object, sentence) => {
    await using bench = await startBench({ releases: [{ version: '1', shape: (all) => [...all, object] }] });
    const result = await bench.engine.deploy(ask({ version: '1' }), quietly);
    expect(result).toMatchObject({ phase: 'failed', trouble: { code: 'apply-refused', sentence } });
    expect(bench.cluster.list('Deployment')).toEqual([]);
  });

  it('is another than the one that is meant, where the kubeconfig has no such context', async () => {
    await using bench = await startBench();
    const environments = { staging: { namespace: 'exemplar-staging', context: 'fakee' } };
    const lost = bench.another({ environments }).deploy(ask({}), quietly);
    await expect(lost).rejects.toMatchObject({
      code: 'cluster-unreachable',
      message: 'The kubeconfig has no context "fakee". Did you mean fake?',
    });
    const nowhere = bench.another({ kubeconfig: '/nowhere' }).deploy(ask({}), quietly);
    await expect(nowhere).rejects.toThrow(/^The kubeconfig cannot be read: ENOENT/);
    const there = bench.another({ environments: { staging: { ...environments.staging, context: 'fake' } } });
    expect(await there.deploy(ask({}), quietly)).toMatchObject(LIVE);
  });
});
