import { CoreV1Api, KubeConfig } from '@kubernetes/client-node';

import { type FakeCluster, startFakeCluster } from './start-fake-cluster.ts';

describe('a fake cluster that misbehaves', () => {
  let cluster: FakeCluster;
  let core: CoreV1Api;

  const place = { namespace: 'default', name: 'settings' };
  const read = () => core.readNamespacedConfigMap(place);
  const write = () => core.replaceNamespacedConfigMap({ ...place, body: { metadata: { name: 'settings' } } });
  const codeOf = (asked: Promise<unknown>): Promise<unknown> =>
    asked.then(
      () => 200,
      (error: unknown) => (error as { code: number }).code,
    );

  beforeEach(async () => {
    cluster = await startFakeCluster({ tickMs: 0 });
    cluster.put({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { ...place } });
    const config = new KubeConfig();
    config.loadFromString(cluster.kubeconfig);
    core = config.makeApiClient(CoreV1Api);
  });

  afterEach(async () => {
    await cluster.close();
  });

  it('says to ask again later', async () => {
    cluster.throttle(1, 3);
    const refused = await read().catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: 429, headers: { 'retry-after': '3' } });
    cluster.throttle(1);
    await expect(read()).rejects.toMatchObject({ headers: { 'retry-after': '1' } });
    expect(await codeOf(read())).toBe(200);
  });

  it('says that somebody else was faster', async () => {
    cluster.conflict(1, ({ url }) => url.includes('/leases'));
    cluster.conflict(1);
    expect([await codeOf(read()), await codeOf(write()), await codeOf(write())]).toEqual([200, 409, 200]);
  });

  it('cuts connections', async () => {
    cluster.reset(1);
    await expect(read()).rejects.toThrow();
    expect(await codeOf(read())).toBe(200);
  });

  it('refuses what it is told to, slowly, until it behaves', async () => {
    cluster.slow(1);
    const which = ({ method }: { readonly method: string }): boolean => method === 'PUT';
    cluster.refuse({ reason: 'Forbidden', message: 'configmaps is forbidden', which });
    expect([await codeOf(write()), await codeOf(read())]).toEqual([403, 200]);
    cluster.behave();
    expect(await codeOf(write())).toBe(200);
  });

  it('is gone, and back with all that was in it', async () => {
    await cluster.gone();
    await expect(read()).rejects.toThrow();
    await cluster.back();
    expect(await codeOf(read())).toBe(200);
  });

  it('tells what it was asked', async () => {
    await read();
    const asked = await cluster.waitForRequest(({ path }) => path.endsWith('/configmaps/settings'));
    expect(asked).toMatchObject({ method: 'GET', contentType: '', body: '' });
    expect(cluster.requests).toHaveLength(1);
    await expect(cluster.waitForRequest(({ method }) => method === 'PUT', 5)).rejects.toThrow('a request that matches');
  });

  it('answers a bug of its own with 500', async () => {
    const which = (): boolean => {
      throw new Error('a bug');
    };
    cluster.slow(1, which);
    expect(await codeOf(read())).toBe(500);
  });

  it('goes on after a client that left', async () => {
    cluster.slow(50);
    await expect(fetch(`${cluster.url}/api`, { signal: AbortSignal.timeout(10) })).rejects.toThrow('timeout');
    cluster.slow(0);
    expect(await codeOf(read())).toBe(200);
  });
});

describe('the hand of a spec in a fake cluster', () => {
  let cluster: FakeCluster;

  beforeEach(async () => {
    cluster = await startFakeCluster({ namespaces: ['a'], tickMs: 0 });
  });

  afterEach(async () => {
    await cluster.close();
  });

  const lease = { apiVersion: 'coordination.k8s.io/v1', kind: 'Lease', metadata: { name: 'lock', namespace: 'a' } };

  it('puts, changes and removes objects', () => {
    cluster.put({ ...lease, spec: { holderIdentity: 'one' } });
    cluster.put({ ...lease, spec: { holderIdentity: 'two' } });
    expect(
      cluster.change('Lease', 'a/lock', (object) => ({ ...object, spec: { holderIdentity: 'three' } })),
    ).toMatchObject({
      metadata: { generation: 3 },
    });
    expect(cluster.get('Lease', 'a/lock')?.spec).toEqual({ holderIdentity: 'three' });
    expect([cluster.list('Lease', 'a').length, cluster.list('Lease', 'b').length]).toEqual([1, 0]);
    cluster.remove('Lease', 'a/lock');
    expect(cluster.get('Lease', 'a/lock')).toBeUndefined();
  });

  it('puts a status as well', () => {
    const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p', namespace: 'a' }, spec: { containers: [] } };
    cluster.put({ ...pod, status: { phase: 'Failed' } });
    expect(cluster.get('Pod', 'a/p')?.status.phase).toBe('Failed');
    expect(cluster.log('a/p')).toEqual([]);
  });

  it('says what is not there', () => {
    expect(() => {
      cluster.remove('Lease', 'a/lock');
    }).toThrow('leases.coordination.k8s.io "a/lock" not found');
    expect(() => cluster.list('Unicorn')).toThrow('knows no kind "Unicorn"');
  });

  it('waits for an object to be as wanted, but not for ever', async () => {
    const waiting = cluster.waitFor('Lease', 'a/lock', ({ spec }) => spec !== undefined);
    cluster.put(lease);
    cluster.put({ ...lease, spec: {} });
    expect((await waiting).metadata.generation).toBe(2);
    await expect(cluster.waitFor('Lease', 'a/lock', () => false, 5)).rejects.toThrow(
      /^Lease a\/lock is not as wanted after 5 ms: \{.*"name":"lock"/,
    );
  });
});
