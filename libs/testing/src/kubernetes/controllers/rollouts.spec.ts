import { type FakeCluster, startFakeCluster } from '../start-fake-cluster.ts';
import type { Deployment } from '../workloads.ts';

const READY = { readinessProbe: {} };

describe('a rollout in a fake cluster', () => {
  let cluster: FakeCluster;

  const apply = async (image: string, spec: object = {}, container: object = READY): Promise<Response> =>
    fetch(`${cluster.url}/apis/apps/v1/namespaces/default/deployments/shop?fieldManager=a&force=true`, {
      method: 'PATCH',
      headers: { 'content-type': 'application/apply-patch+yaml' },
      body: JSON.stringify({
        metadata: { name: 'shop', annotations: { commit: image } },
        spec: {
          replicas: 3,
          strategy: { rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } },
          progressDeadlineSeconds: 20,
          ...spec,
          selector: { matchLabels: { app: 'shop' } },
          template: {
            metadata: { labels: { app: 'shop' } },
            spec: { containers: [{ name: 'shop', image, ...container }] },
          },
        },
      }),
    });
  const live = (): Deployment => {
    const found = cluster.get('Deployment', 'default/shop');
    if (!found) throw new Error('There is no Deployment.');
    return found;
  };
  const sets = () =>
    cluster
      .list('ReplicaSet')
      .map(({ spec, metadata }) => ({ spec, metadata, image: spec.template.spec.containers[0]?.image }))
      .toSorted((one, other) => revisionOf(one) - revisionOf(other));
  const revisionOf = ({ metadata }: Pick<Deployment, 'metadata'>): number =>
    Number(metadata.annotations?.['deployment.kubernetes.io/revision']);
  const condition = (wanted: string) => {
    const { status, reason } = live().status?.conditions?.find(({ type }) => type === wanted) ?? {};
    return `${String(status)} ${String(reason)}`;
  };
  /** `updated/replicas, available`, whenever that changes. */
  const figures = (seconds: number): readonly string[] => {
    const seen: string[] = [];
    for (let left = seconds; left > 0; left--) {
      cluster.tick();
      const { updatedReplicas = 0, replicas = 0, availableReplicas = 0 } = live().status ?? {};
      const now = `${updatedReplicas}/${replicas}, ${availableReplicas}`;
      if (seen.at(-1) !== now) seen.push(now);
    }
    return seen;
  };
  const settle = async (image: string, spec: object = {}): Promise<void> => {
    await apply(image, spec);
    cluster.tick(15);
  };

  beforeEach(async () => {
    cluster = await startFakeCluster({ tickMs: 0 });
  });

  afterEach(async () => {
    await cluster.close();
  });

  it('makes a ReplicaSet of the template, and its pods', async () => {
    await apply('r/shop:1');
    expect(live()).not.toHaveProperty('status');
    cluster.tick();
    const [set] = sets();
    expect(set?.metadata).toMatchObject({
      name: expect.stringMatching(/^shop-[bcdfghjklmnpqrstvwxz2456789]{10}$/) as string,
      annotations: { commit: 'r/shop:1', 'deployment.kubernetes.io/revision': '1' },
      ownerReferences: [{ kind: 'Deployment', name: 'shop', controller: true }],
    });
    const hash = set?.metadata.labels?.['pod-template-hash'];
    expect(set?.metadata.name).toBe(`shop-${String(hash)}`);
    expect(cluster.list('Pod').map(({ metadata }) => metadata.labels)).toEqual(
      Array<object>(3).fill({ app: 'shop', 'pod-template-hash': hash }),
    );
    expect(live().status).toMatchObject({
      observedGeneration: 1,
      replicas: 3,
      updatedReplicas: 3,
      unavailableReplicas: 3,
    });
    expect([condition('Available'), condition('Progressing')]).toEqual([
      'False MinimumReplicasUnavailable',
      'True ReplicaSetUpdated',
    ]);
    cluster.tick(5);
    expect([condition('Available'), condition('Progressing')]).toEqual([
      'True MinimumReplicasAvailable',
      'True NewReplicaSetAvailable',
    ]);
    expect(live().status).not.toHaveProperty('unavailableReplicas');
    expect(revisionOf(live())).toBe(1);
  });

  it('takes a step after the other where no pod may be missing', async () => {
    await settle('r/shop:1');
    await apply('r/shop:2');
    expect(figures(20)).toEqual(['1/4, 3', '1/4, 4', '2/4, 3', '2/4, 4', '3/4, 3', '3/4, 4', '3/3, 3']);
    expect(condition('Progressing')).toBe('True NewReplicaSetAvailable');
    expect(sets().map(({ spec, image }) => [image, spec.replicas])).toEqual([
      ['r/shop:1', 0],
      ['r/shop:2', 3],
    ]);
  });

  it('counts a pod only after it was ready for a while', async () => {
    await apply('r/shop:1', { minReadySeconds: 3 });
    cluster.tick(5);
    expect(live().status).toMatchObject({ readyReplicas: 3, unavailableReplicas: 3 });
    cluster.tick();
    expect(live().status).toMatchObject({ availableReplicas: 3 });
  });

  it('has as many pods more and fewer as the strategy says, in shares rounded as Kubernetes does', async () => {
    const strategy = { rollingUpdate: { maxSurge: '50%', maxUnavailable: '50%' } };
    await settle('r/shop:1', { strategy });
    await apply('r/shop:2', { strategy });
    cluster.tick(2);
    expect(live().status).toMatchObject({ replicas: 5, updatedReplicas: 3 });
  });

  it('goes on where neither more nor fewer would be allowed', async () => {
    const strategy = { rollingUpdate: { maxSurge: 0, maxUnavailable: 0 } };
    await settle('r/shop:1', { strategy });
    await apply('r/shop:2', { strategy });
    expect(figures(30).at(-1)).toBe('3/3, 3');
    expect(sets()[1]).toMatchObject({ spec: { replicas: 3 } });
  });

  it('ends all old pods before it makes new ones, where it is to be so', async () => {
    await settle('r/shop:1');
    await apply('r/shop:2', { strategy: { type: 'Recreate', rollingUpdate: null } });
    expect(figures(10)).toEqual(['0/0, 0', '3/3, 0', '3/3, 3']);
  });

  it('sticks where new pods do not become ready, says so in time, and leaves the old ones', async () => {
    await settle('r/shop:1');
    cluster.behaves({ image: /:2/, pods: 'not-ready' });
    await apply('r/shop:2');
    expect(figures(18)).toEqual(['1/4, 3']);
    expect(condition('Progressing')).toBe('True ReplicaSetUpdated');
    cluster.tick(4);
    expect(condition('Progressing')).toBe('False ProgressDeadlineExceeded');
    expect([condition('Available'), live().status?.availableReplicas]).toEqual(['True MinimumReplicasAvailable', 3]);
  });

  it('has a new revision of the same ReplicaSet when it goes back', async () => {
    await settle('r/shop:1');
    cluster.behaves({ image: /:2/, pods: 'crash' });
    await apply('r/shop:2');
    cluster.tick(25);
    await apply('r/shop:1');
    cluster.tick(10);
    expect(sets().map(({ image, ...set }) => [image, revisionOf(set), set.spec.replicas])).toEqual([
      ['r/shop:2', 2, 0],
      ['r/shop:1', 3, 3],
    ]);
    expect(condition('Progressing')).toBe('True NewReplicaSetAvailable');
  });

  it('has its own deadline when it goes back to a ReplicaSet of long ago', async () => {
    await settle('r/shop:1');
    cluster.behaves({ image: /:2/, pods: 'crash-when-ready', after: 6 });
    await apply('r/shop:2');
    cluster.tick(60);
    await apply('r/shop:1');
    cluster.tick(2);
    expect(condition('Progressing')).toBe('True ReplicaSetUpdated');
    cluster.tick(10);
    expect(condition('Progressing')).toBe('True NewReplicaSetAvailable');
  });

  it('takes the unhealthy away first when a third version comes', async () => {
    await settle('r/shop:1');
    cluster.behaves({ image: /:2/, pods: 'not-ready' });
    await apply('r/shop:2');
    cluster.tick(3);
    await apply('r/shop:3');
    cluster.tick(2);
    expect(sets().map(({ image, spec }) => [image, spec.replicas])).toEqual([
      ['r/shop:1', 3],
      ['r/shop:2', 0],
      ['r/shop:3', 1],
    ]);
    expect(figures(30).at(-1)).toBe('3/3, 3');
  });

  it('is done for Kubernetes where a container that no probe looks at crashes later', async () => {
    cluster.behaves({ pods: 'crash', after: 8 });
    await apply('r/shop:1', {}, {});
    cluster.tick(4);
    expect(condition('Progressing')).toBe('True NewReplicaSetAvailable');
    cluster.tick(40);
    expect(cluster.list('Pod').map(({ status }) => status.containerStatuses?.[0]?.restartCount)).toEqual([2, 2, 2]);
    expect([condition('Progressing'), condition('Available')]).toEqual([
      'True NewReplicaSetAvailable',
      'False MinimumReplicasUnavailable',
    ]);
  });

  it.each([
    [undefined, /^pods "shop-.*" is forbidden: exceeded quota: pods, .*used: pods=0/],
    ['no PriorityClass with name high was found', /^no PriorityClass/],
  ])('makes no pods where the quota is used up (%j)', async (message, told) => {
    cluster.behaves({ pods: 'quota', ...(message !== undefined && { message }) });
    await apply('r/shop:1');
    cluster.tick(2);
    const failure = live().status?.conditions?.find(({ type }) => type === 'ReplicaFailure');
    expect(failure).toMatchObject({
      status: 'True',
      reason: 'FailedCreate',
      message: expect.stringMatching(told) as string,
    });
    expect(live().status).not.toHaveProperty('replicas');
    expect(cluster.list('Event').map(({ reason }) => reason)).toContain('FailedCreate');
    cluster.behaves({ pods: 'ready' });
    cluster.tick(5);
    expect(live().status?.conditions?.map(({ type }) => type)).toEqual(['Available', 'Progressing']);
  });

  it('stands still while it is paused', async () => {
    await apply('r/shop:1', { paused: true });
    cluster.tick(3);
    expect(cluster.list('Pod')).toEqual([]);
    await apply('r/shop:1');
    cluster.tick(5);
    expect(live().status?.availableReplicas).toBe(3);
  });

  it('has fewer pods when fewer are wanted, the young and unready first', async () => {
    await settle('r/shop:1');
    const oldest = cluster.list('Pod').map(({ metadata }) => metadata.name);
    await apply('r/shop:1', { replicas: 4 });
    cluster.tick();
    expect(cluster.list('Pod')).toHaveLength(4);
    await apply('r/shop:1', { replicas: 3 });
    cluster.tick(3);
    expect(cluster.list('Pod').map(({ metadata }) => metadata.name)).toEqual(oldest);
    expect(cluster.list('Event').map(({ reason }) => reason)).toContain('SuccessfulDelete');
  });

  it('keeps as many old ReplicaSets as it is told to', async () => {
    for (const version of ['1', '2', '3', '4']) await settle(`r/shop:${version}`, { revisionHistoryLimit: 1 });
    expect(sets().map(({ image }) => image)).toEqual(['r/shop:3', 'r/shop:4']);
  });

  it('ends with all that it made when it is deleted', async () => {
    await settle('r/shop:1');
    cluster.remove('Deployment', 'default/shop');
    cluster.tick(4);
    expect([...cluster.list('ReplicaSet'), ...cluster.list('Pod')]).toEqual([]);
  });

  it('leaves alone what it did not make', async () => {
    const meta = { namespace: 'default', labels: { app: 'shop' } };
    const spec = { containers: [{ name: 'a', image: 'a' }] };
    cluster.put({ apiVersion: 'v1', kind: 'Pod', metadata: { ...meta, name: 'mine' }, spec });
    const selector = { matchLabels: { app: 'shop' } };
    const set = { replicas: 1, selector, template: { metadata: meta, spec } };
    cluster.put({ apiVersion: 'apps/v1', kind: 'ReplicaSet', metadata: { ...meta, name: 'mine' }, spec: set });
    await settle('r/shop:1');
    expect(cluster.list('Pod').map(({ metadata }) => metadata.name.split('-')[0])).toEqual([
      'mine',
      'mine',
      'shop',
      'shop',
      'shop',
    ]);
  });

  it('makes a pod anew that somebody deletes', async () => {
    await settle('r/shop:1');
    const [pod] = cluster.list('Pod');
    cluster.remove('Pod', `default/${String(pod?.metadata.name)}`);
    expect(figures(6)).toEqual(['3/3, 2', '3/3, 3']);
  });

  it('has as many pods as its autoscaler allows', async () => {
    const autoscaler = (name: string, spec: object) =>
      cluster.put({
        apiVersion: 'autoscaling/v2',
        kind: 'HorizontalPodAutoscaler',
        metadata: { name, namespace: 'default' },
        spec: { scaleTargetRef: { kind: 'Deployment', name }, ...spec },
      });
    autoscaler('shop', { minReplicas: 4, maxReplicas: 6 });
    autoscaler('nothing', { maxReplicas: 1 });
    await apply('r/shop:1');
    cluster.tick();
    expect(live()).toMatchObject({ metadata: { generation: 2 }, spec: { replicas: 4 } });
    autoscaler('shop', { maxReplicas: 2 });
    cluster.tick(2);
    expect(live().spec.replicas).toBe(2);
    await apply('r/shop:1', { replicas: 0 });
    cluster.tick();
    expect(live().spec.replicas).toBe(0);
  });
});
