import { createMetrics, type Metrics } from './index.ts';

describe('metrics', () => {
  let metrics: Metrics;

  beforeEach(() => {
    metrics = createMetrics({ service: 'shop', version: '1.2.3', commit: 'abc' });
  });

  afterEach(() => {
    metrics.close();
  });

  const line = async (start: string): Promise<string | undefined> =>
    (await metrics.render()).split('\n').find((text) => text.startsWith(start));

  it('tell what runs, and how the process is', async () => {
    expect(await line('service_info')).toBe('service_info{service="shop",version="1.2.3",commit="abc"} 1');
    expect(await line('process_cpu_seconds_total')).toBeDefined();
    expect(await line('nodejs_eventloop_lag_p99_seconds')).toBeDefined();
    expect(metrics.contentType).toContain('text/plain');
  });

  it('do without a commit', async () => {
    const other = createMetrics({ service: 'shop', version: '1' });
    expect(await other.render()).toContain('commit="unknown"');
    other.close();
  });

  it('have no gauge that looks like a counter', async () => {
    expect(await metrics.render()).not.toMatch(/^# TYPE \w+_total gauge/m);
  });

  it('count requests by method, route and status, and time them', async () => {
    const request = { method: 'GET', route: '/users/:id', status: 200, seconds: 0.004 };
    for (let i = 0; i < 3; i++) {
      metrics.http.requestStarted();
      metrics.http.requestFinished(request);
    }
    expect(await line('http_requests_total')).toBe(
      'http_requests_total{method="GET",route="/users/:id",status="200"} 3',
    );
    expect(await line('http_request_duration_seconds_bucket{le="0.0025"')).toMatch(/ 0$/);
    expect(await line('http_request_duration_seconds_bucket{le="0.005"')).toMatch(/ 3$/);
    expect(await line('http_request_duration_seconds_sum')).toContain('method="GET",route="/users/:id"');
  });

  it('count errors by route and code', async () => {
    metrics.http.requestStarted();
    metrics.http.requestFinished({ method: 'GET', route: '/a', status: 502, seconds: 1, errorCode: 'upstream-status' });
    expect(await line('http_request_errors_total{')).toBe(
      'http_request_errors_total{route="/a",code="upstream-status"} 1',
    );
  });

  it('tell how many requests are under way', async () => {
    expect(await line('http_requests_in_flight')).toBe('http_requests_in_flight 0');
    metrics.http.requestStarted();
    expect(await line('http_requests_in_flight')).toBe('http_requests_in_flight 1');
  });

  it('count how often origins are left alone by a client, from its begin', async () => {
    const broke = metrics.outbound.breaksOf('pages');
    expect(await line('outbound_breaks_total{')).toBe('outbound_breaks_total{client="pages"} 0');
    broke();
    expect(await line('outbound_breaks_total{')).toBe('outbound_breaks_total{client="pages"} 1');
  });

  it('count outbound calls by client and outcome', async () => {
    metrics.outbound.finished({ client: 'pages', outcome: 'upstream-timeout', seconds: 3 });
    expect(await line('outbound_requests_total{')).toBe(
      'outbound_requests_total{client="pages",outcome="upstream-timeout"} 1',
    );
    expect(await line('outbound_request_duration_seconds_count')).toMatch(/\{client="pages"\} 1$/);
  });

  it("take a service's own, and give the same for the same name", async () => {
    const hits = metrics.counter({ name: 'cache_hits_total', help: 'Hits.', labelNames: ['kind'] });
    metrics.counter({ name: 'cache_hits_total', help: 'Hits.', labelNames: ['kind'] }).inc({ kind: 'memory' });
    hits.inc({ kind: 'memory' });
    metrics.gauge({ name: 'cache_size_bytes', help: 'Size.' }).set(5);
    metrics.histogram({ name: 'cache_load_seconds', help: 'Loads.', buckets: [1] }).observe(0.5);
    expect(await line('cache_hits_total')).toBe('cache_hits_total{kind="memory"} 2');
    expect(await line('cache_size_bytes')).toBe('cache_size_bytes 5');
    expect(await line('cache_load_seconds_bucket{le="1"}')).toMatch(/ 1$/);
  });

  it.each([
    ['counter', 'cache_hits', 'Hits.', 'needs a name that ends with _total'],
    ['gauge', 'cache_size_total', 'Size.', 'must not end with _total'],
    ['gauge', 'cacheSize', 'Size.', 'snake_case with a prefix'],
    ['histogram', 'cache_load_ms', 'Loads.', 'a base unit: seconds, bytes, ratio'],
    ['gauge', 'cache_size_bytes', '', 'needs a help text'],
  ] as const)('refuse a %s named %s with help %j', (kind, name, help, why) => {
    expect(() => metrics[kind]({ name, help })).toThrow(why);
  });
});
