import { until } from '@exemplar/testing';

import type { Bench, BenchOptions } from '../../fixtures/engines.ts';
import { ask, phasesOf, SHOP, startBench, TIMES } from '../../fixtures/engines.ts';
import { startPrometheus } from '../../fixtures/prometheus.ts';
import type { MadeRelease } from '../../fixtures/releases.ts';
import { ADA, GRACE, RULES } from '../../fixtures/rules.ts';
import type { KubernetesObject } from '../kubernetes-object.ts';

const quietly = (): void => undefined;
const LIVE = { phase: 'live' };

const weights = ({ cluster }: Bench) => {
  const route = cluster.get('HTTPRoute', 'exemplar-staging/shop') as unknown as {
    spec: { rules: { backendRefs: { name: string; weight: number }[] }[] };
  };
  return route.spec.rules[0]?.backendRefs.map(({ weight }) => weight);
};

async function startWithStable(options: BenchOptions = {}): Promise<Bench> {
  const releases = [{ version: '1' }, { version: '2', setting: 'debug' }, { version: '3' }];
  const bench = await startBench({ releases, ...options });
  await bench.engine.deploy(ask({ version: '1' }), quietly);
  return bench;
}

describe('a canary', () => {
  it('takes its share beside the stable pods, with a configuration of its own, when its pods serve', async () => {
    await using bench = await startWithStable();
    const { engine, cluster, told, onProgress, registry } = bench;
    const result = await engine.canary(ask({ version: '2', percent: 10 }), onProgress);
    expect(result).toMatchObject({
      kind: 'canary',
      phase: 'canary',
      percent: 10,
      ready: 1,
      wanted: 1,
      from: { version: '1' },
    });
    expect(phasesOf(told)).toEqual(['starting', 'applying', 'rolling-out', 'settling', 'canary']);
    expect(weights(bench)).toEqual([90, 10]);
    const { spec } = cluster.get('Deployment', 'exemplar-staging/shop-canary') ?? {};
    expect(spec?.template.spec.containers[0]).toMatchObject({
      image: registry.release('2').image,
      envFrom: [{ configMapRef: { name: 'shop-canary' } }],
    });
    expect(cluster.get('ConfigMap', 'exemplar-staging/shop-canary')).toMatchObject({ data: { LOG_LEVEL: 'debug' } });
    expect(cluster.get('ConfigMap', 'exemplar-staging/shop')).toMatchObject({ data: { LOG_LEVEL: 'info' } });
    expect((await engine.status(ADA, 'shop'))[0]).toMatchObject({
      release: { version: '1' },
      canary: { release: { version: '2' }, percent: 10, ready: 1, wanted: 1, actor: ADA },
    });
  });

  it('reads files of its own, as its release has them', async () => {
    const files = {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'shop-files', namespace: 'exemplar-staging' },
    };
    const others = { ...files, metadata: { ...files.metadata, name: 'shopping' } };
    const volumes = [{ name: 'files', configMap: { name: 'shop-files' } }];
    const shape: MadeRelease['shape'] = (objects) => [
      { ...files, data: { 'rules.yaml': 'a: 1' } } as KubernetesObject,
      others,
      ...objects.map((object) => {
        if (object.kind !== 'Deployment') return object;
        const { spec } = object as unknown as { spec: { template: { spec: object } } };
        return {
          ...object,
          spec: { ...spec, template: { ...spec.template, spec: { ...spec.template.spec, volumes } } },
        };
      }),
    ];
    await using bench = await startBench({ releases: [{ version: '1' }, { version: '2', shape }] });
    const { engine, cluster } = bench;
    await engine.deploy(ask({ version: '1' }), quietly);
    await engine.canary(ask({ version: '2', percent: 10 }), quietly);
    expect(cluster.get('ConfigMap', 'exemplar-staging/shop-files')).toBeUndefined();
    expect(cluster.get('ConfigMap', 'exemplar-staging/shopping')).toBeUndefined();
    expect(cluster.get('ConfigMap', 'exemplar-staging/shop-canary-files')).toMatchObject({
      metadata: { labels: { 'app.kubernetes.io/instance': 'shop-canary' } },
      data: { 'rules.yaml': 'a: 1' },
    });
    expect(cluster.get('Deployment', 'exemplar-staging/shop-canary')).toMatchObject({
      spec: { template: { spec: { volumes: [{ name: 'files', configMap: { name: 'shop-canary-files' } }] } } },
    });
    await engine.withdraw(ask({}), quietly);
    expect(cluster.get('ConfigMap', 'exemplar-staging/shop-canary-files')).toBeUndefined();
  });

  it('may be given a larger share, and is promoted or withdrawn before anything else is deployed', async () => {
    await using bench = await startWithStable();
    const { engine, cluster } = bench;
    await engine.canary(ask({ version: '2', percent: 10 }), quietly);
    expect(await engine.canary(ask({ version: '2', percent: 60 }), quietly)).toMatchObject({
      phase: 'canary',
      wanted: 2,
    });
    expect(weights(bench)).toEqual([40, 60]);
    const message = 'A canary of shop 2 takes 60 % of the requests in staging: promote or withdraw it first.';
    await expect(engine.deploy(ask({}), quietly)).rejects.toMatchObject({ code: 'canary-running', message });
    await expect(engine.canary(ask({ version: '3', percent: 5 }), quietly)).rejects.toMatchObject({
      code: 'canary-running',
    });
    const plan = await engine.plan({ kind: 'promote', target: SHOP, actor: ADA });
    expect(plan).toMatchObject({ from: { version: '1' }, to: { version: '2' } });
    expect(await engine.promote(ask({}), quietly)).toMatchObject({ kind: 'promote', ...LIVE, to: { version: '2' } });
    expect(weights(bench)).toEqual([100, 0]);
    expect(cluster.get('Deployment', 'exemplar-staging/shop-canary')).toBeUndefined();
    expect(cluster.get('ConfigMap', 'exemplar-staging/shop-canary')).toBeUndefined();
    await expect(engine.promote(ask({}), quietly)).rejects.toMatchObject({ code: 'no-canary' });
  });

  it('is withdrawn on command', async () => {
    await using bench = await startWithStable();
    const { engine, cluster, registry } = bench;
    await engine.canary(ask({ version: '2', percent: 50 }), quietly);
    expect(await engine.plan({ kind: 'withdraw', target: SHOP, actor: ADA })).toMatchObject({ confirmation: null });
    const result = await engine.withdraw(ask({}), quietly);
    expect(result).toMatchObject({ phase: 'withdrawn', from: registry.release('2'), to: registry.release('1') });
    expect(weights(bench)).toEqual([100, 0]);
    expect(cluster.get('Deployment', 'exemplar-staging/shop-canary')).toBeUndefined();
    expect((await engine.status(ADA, 'shop'))[0]).toMatchObject({
      canary: null,
      release: { version: '1' },
      refused: [],
    });
  });

  it('goes away where it does not come up, and is refused from then on', async () => {
    await using bench = await startWithStable({ pods: [{ image: /:2@/, pods: 'crash', exitCode: 5 }] });
    const { engine, cluster } = bench;
    const result = await engine.canary(ask({ version: '2', percent: 10 }), quietly);
    expect(result).toMatchObject({ phase: 'rolled-back', trouble: { code: 'crashed' } });
    expect(weights(bench)).toEqual([100, 0]);
    expect(cluster.get('Deployment', 'exemplar-staging/shop-canary')).toBeUndefined();
    await expect(engine.deploy(ask({ version: '2' }), quietly)).rejects.toMatchObject({ code: 'refused-release' });
    expect((await engine.status(ADA, 'shop'))[0]).toMatchObject({ canary: null });
  });

  it('gives way to a rollback, and to a deploy that is forced', async () => {
    await using bench = await startWithStable();
    const { engine, cluster } = bench;
    await engine.deploy(ask({ version: '2' }), quietly);
    await engine.canary(ask({ version: '3', percent: 10 }), quietly);
    expect(await engine.rollback(ask({}), quietly)).toMatchObject({ ...LIVE, to: { version: '1' } });
    expect(cluster.get('Deployment', 'exemplar-staging/shop-canary')).toBeUndefined();
    await engine.canary(ask({ version: '3', percent: 10 }), quietly);
    const forced = engine.deploy({ ...ask({ version: '2', force: true }), actor: GRACE }, quietly);
    expect(await forced).toMatchObject(LIVE);
    expect(cluster.get('Deployment', 'exemplar-staging/shop-canary')).toBeUndefined();
  });

  it.each([
    [0, 'A canary takes 1 to 99 per cent of the requests, not 0.'],
    [100, 'A canary takes 1 to 99 per cent of the requests, not 100.'],
    [2.5, 'A canary takes 1 to 99 per cent of the requests, not 2.5.'],
  ])('takes no share of %d per cent', async (percent, message) => {
    await using bench = await startBench();
    const refused = bench.engine.canary(ask({ version: '2', percent }), quietly);
    await expect(refused).rejects.toMatchObject({ code: 'invalid-percent', message });
  });

  it('is for services that run, and whose requests come by a route', async () => {
    const shape: NonNullable<NonNullable<BenchOptions['releases']>[0]['shape']> = (objects) =>
      objects.filter(({ kind }) => kind !== 'HTTPRoute' && kind !== 'HorizontalPodAutoscaler');
    await using bench = await startBench({
      releases: [
        { version: '1', shape },
        { version: '2', shape },
      ],
    });
    const { engine } = bench;
    await expect(engine.canary(ask({ version: '2', percent: 5 }), quietly)).rejects.toMatchObject({
      code: 'no-canary',
    });
    await engine.deploy(ask({ version: '1' }), quietly);
    await expect(engine.canary(ask({ version: '2', percent: 5 }), quietly)).rejects.toMatchObject({
      code: 'not-public',
    });
    expect((await engine.status(ADA, 'shop'))[0]).toMatchObject({ ready: 1, wanted: 1 });
  });

  it('gets no requests where the cluster has no routes, and says so', async () => {
    await using bench = await startWithStable({ without: ['gateway.networking.k8s.io/v1'] });
    const result = await bench.engine.canary(ask({ version: '2', percent: 10 }), quietly);
    expect(result).toMatchObject({ phase: 'canary' });
    expect(result.notes).toEqual(['The cluster has no HTTPRoute of the service: no requests go to the canary.']);
  });
});

describe('a canary by itself', () => {
  const staging = (prometheus: string) => ({
    environments: { staging: { namespace: 'exemplar-staging', prometheus } },
    times: { ...TIMES, canaryMs: 0 },
  });
  /** Requests, faults and seconds of the stable pods and of the canary. */
  const figures = (stable: readonly number[], canary: readonly number[]) => (query: string) => {
    const index = ['http_requests_total{', 'status=~', '_seconds_sum'].findLastIndex((part) => query.includes(part));
    if (query.includes('app_kubernetes_io_instance="shop-canary"')) return canary[index] ?? null;
    return query.includes('app_kubernetes_io_instance="shop"') ? (stable[index] ?? null) : null;
  };
  const historyOf = async ({ engine }: Bench) =>
    (await engine.history(ADA, SHOP)).map(({ kind, outcome, reason }) => [kind, outcome, reason]);

  it('is withdrawn where its pods end over and over', async () => {
    await using bench = await startWithStable();
    await bench.engine.canary(ask({ version: '2', percent: 10 }), quietly);
    bench.cluster.behaves({ image: /:2@/, pods: 'crash' });
    for (const { metadata } of bench.cluster.list('Pod')) {
      if (metadata.name.startsWith('shop-canary')) bench.cluster.remove('Pod', `exemplar-staging/${metadata.name}`);
    }
    await bench.engine.resume(bench.onProgress);
    await until(() => bench.told.some(({ phase }) => phase === 'withdrawn'));
    expect((await historyOf(bench))[0]).toEqual([
      'withdraw',
      'withdrawn',
      'By itself: The container ended with exit code 1.',
    ]);
  });

  it('is forgotten where other hands took it away', async () => {
    await using bench = await startWithStable();
    await bench.engine.canary(ask({ version: '2', percent: 10 }), quietly);
    bench.cluster.remove('Deployment', 'exemplar-staging/shop-canary');
    await bench.engine.resume(bench.onProgress);
    await until(() => bench.told.some(({ phase }) => phase === 'withdrawn'));
    expect((await historyOf(bench))[0]).toEqual(['withdraw', 'withdrawn', 'By itself: its Deployment is gone.']);
  });

  it.each([
    ['failing', [1000, 10, 50], [100, 20, 5], "20.0 % of the canary's requests failed, of the others 1.0 %."],
    ['slow', [1000, 0, 50], [100, 0, 80], 'The canary took 800 ms for an answer, the others 50 ms.'],
  ])('is withdrawn where it is %s', async (_, stable, canary, why) => {
    await using prometheus = await startPrometheus(figures(stable, canary));
    await using bench = await startWithStable({ engine: staging(prometheus.url) });
    await bench.engine.canary(ask({ version: '2', percent: 10 }), quietly);
    await bench.engine.resume(bench.onProgress);
    await until(() => bench.told.some(({ phase }) => phase === 'withdrawn'));
    expect((await historyOf(bench))[0]).toEqual(['withdraw', 'withdrawn', `By itself: ${why}`]);
  });

  it('is promoted where it did well for long enough, and nobody has to confirm that', async () => {
    await using prometheus = await startPrometheus(figures([1000, 10, 50], [100, 1, 5]));
    await using bench = await startWithStable({ engine: staging(prometheus.url) });
    await bench.engine.canary(ask({ version: '2', percent: 10 }), quietly);
    const confirming = { ...RULES, environments: { staging: { ...RULES.environments.production } } } as typeof RULES;
    const waiting = bench.another({ rules: confirming });
    await waiting.resume(bench.onProgress);
    await waiting.close();
    expect(bench.told).toEqual([]);
    const lock = { service: 'shop', environment: 'staging', actor: ADA };
    await bench.engine.lock(lock);
    await bench.engine.resume(bench.onProgress);
    const asked = prometheus.queries.length;
    await until(() => prometheus.queries.length > asked + 6);
    expect(bench.told).toEqual([]);
    await bench.engine.unlock(lock);
    await until(() => bench.told.some(({ phase }) => phase === 'live'));
    expect((await historyOf(bench))[0]).toEqual(['promote', 'live', 'By itself: it did as well as the stable pods.']);
  });

  it('waits for a person where there are too few requests to tell, or Prometheus is silent', async () => {
    await using prometheus = await startPrometheus(figures([], [3]));
    await using bench = await startWithStable({ engine: staging(prometheus.url) });
    await bench.engine.canary(ask({ version: '2', percent: 10 }), quietly);
    await bench.engine.resume(bench.onProgress);
    await until(() => prometheus.queries.filter((query) => query.includes('instance=')).length > 6);
    await prometheus.close();
    await bench.log.waitFor((line) => line.message === 'Prometheus could not be asked about a canary');
    expect(bench.told).toEqual([]);
  });
});
