import { createMetrics } from '@exemplar/monitoring';
import { startOrigin } from '@exemplar/testing';

import { ask, startBench } from '../../fixtures/engines.ts';
import { startPrometheus } from '../../fixtures/prometheus.ts';
import { ADA } from '../../fixtures/rules.ts';

const quietly = (): void => undefined;

describe('the end of a deploy', () => {
  it('is an audit line, an Event on the Deployment, and metrics', async () => {
    const metrics = createMetrics({ service: 'bench', version: '1' });
    await using bench = await startBench({ pods: [{ image: /:2@/, pods: 'crash' }], engine: { metrics } });
    const { engine, cluster, log } = bench;
    await engine.deploy(ask({ version: '1', reason: 'Shoes' }), quietly);
    await engine.deploy(ask({ version: '2' }), quietly);
    await engine.deploy(ask({ version: '3' }), quietly);
    await engine.rollback(ask({}), quietly);
    await engine.close();
    expect(await log.waitFor(({ outcome }) => outcome === 'live')).toMatchObject({
      audit: 'deploy',
      what: 'deploy',
      actor: ADA.id,
      target: 'shop',
      environment: 'staging',
      from: null,
      to: '1',
      reason: 'Shoes',
      durationMs: expect.any(Number) as unknown,
    });
    const failed = await log.waitFor(({ outcome }) => outcome === 'rolled-back');
    expect(failed).toMatchObject({ level: 'warn', trouble: 'crashed', why: 'The container ended with exit code 1.' });
    const events = cluster
      .list('Event', 'exemplar-staging')
      .filter(({ reportingComponent }) => reportingComponent === 'exemplar-deploy');
    expect(events.map(({ reason, type }) => [reason, type])).toEqual([
      ['Deployed', 'Normal'],
      ['RolledBack', 'Warning'],
      ['Deployed', 'Normal'],
      ['Deployed', 'Normal'],
    ]);
    expect(events[1]?.message).toMatch(/^Ada: deploy 1 → 2, rolled-back after \d+\.\d s\. The container ended/);
    const text = await metrics.render();
    expect(text).toContain('deploys_total{service="shop",environment="staging",kind="deploy",outcome="live"} 2');
    expect(text).toContain('deploys_total{service="shop",environment="staging",kind="deploy",outcome="rolled-back"} 1');
    expect(text).toContain('deploy_restore_seconds_count{service="shop",environment="staging"} 2');
    expect(text).toContain('deploy_lead_time_seconds_count{service="shop",environment="staging"} 2');
    metrics.close();
  });

  it('is told to Sentry as a release and a deploy, where it is live', async () => {
    await using sentry = await startOrigin({ '*': (_, response) => response.writeHead(201).end('{}') });
    const { url } = sentry;
    await using bench = await startBench({ engine: { sentry: { url: `${url}/`, organisation: 'acme', token: 't' } } });
    await bench.engine.deploy(ask({ version: '1' }), quietly);
    await bench.engine.close();
    const [release, deploy] = sentry.requests;
    expect(release).toMatchObject({ method: 'POST', url: '/api/0/organizations/acme/releases/' });
    expect(release?.headers.authorization).toBe('Bearer t');
    expect(deploy).toMatchObject({ method: 'POST', url: '/api/0/organizations/acme/releases/shop%401/deploys/' });
  });

  it('is as it is, whoever does not hear of it', async () => {
    await using sentry = await startOrigin({ '*': (_, response) => response.writeHead(500).end() });
    await using bench = await startBench({ engine: { sentry: { url: sentry.url, organisation: 'acme', token: 't' } } });
    bench.cluster.refuse({
      reason: 'Forbidden',
      message: 'no events',
      which: ({ method, url }) => method === 'POST' && url.includes('/events'),
    });
    const onProgress = (): void => {
      throw new Error('Nobody listens');
    };
    expect(await bench.engine.deploy(ask({ version: '1' }), onProgress)).toMatchObject({ phase: 'live' });
    await bench.engine.close();
    const untold = bench.log.json().filter(({ message }) => message === 'The end of a deploy could not be told');
    expect(untold).toHaveLength(2);
    expect(bench.log.text()).toContain('What is told of a deploy was not taken');
  });
});

describe('a release that serves', () => {
  const staging = (prometheus: string) => ({
    environments: { staging: { namespace: 'exemplar-staging', prometheus } },
  });

  it('is taken back where Prometheus says that it serves worse than before', async () => {
    let faults = 0.001;
    await using prometheus = await startPrometheus((query) => (query.includes('faults') ? faults : null));
    await using bench = await startBench({ engine: staging(prometheus.url) });
    await bench.engine.deploy(ask({ version: '1' }), quietly);
    const result = await bench.engine.deploy(ask({ version: '2' }), ({ phase }) => {
      if (phase === 'settling') faults = 0.2;
    });
    expect(result).toMatchObject({
      phase: 'rolled-back',
      trouble: { code: 'slo', sentence: '20.0 % of the requests of the last 5 minutes failed.' },
    });
    expect(prometheus.queries).toContain(
      'max(job:http_request_faults:ratio_rate5m{job="shop", namespace="exemplar-staging"})',
    );
  });

  it('is not blamed for what was as bad before', async () => {
    await using prometheus = await startPrometheus((query) => (query.includes('faults') ? 0.2 : 1));
    await using bench = await startBench({ engine: staging(`${prometheus.url}/`) });
    expect(await bench.engine.deploy(ask({ version: '1' }), quietly)).toMatchObject({ phase: 'live', notes: [] });
  });

  it('is live although Prometheus goes away meanwhile', async () => {
    await using prometheus = await startPrometheus(() => null);
    await using bench = await startBench({ engine: staging(prometheus.url) });
    const { phase, notes } = await bench.engine.deploy(ask({ version: '1' }), (progress) => {
      if (progress.phase === 'rolling-out') void prometheus.close();
    });
    expect([phase, notes]).toEqual(['live', [expect.stringMatching(/^Prometheus could not be asked: /)]]);
  });

  it.each([200, 503])('is live although Prometheus cannot be asked, which is said (%d)', async (status) => {
    const prometheus = await startPrometheus(() => Number.NaN, status);
    if (status === 200) await prometheus.close();
    await using bench = await startBench({ engine: staging(prometheus.url) });
    const { phase, notes } = await bench.engine.deploy(ask({ version: '1' }), quietly);
    expect(phase).toBe('live');
    expect(notes).toEqual([expect.stringMatching(/^Prometheus could not be asked: /)]);
    await prometheus.close();
  });
});
