import { type FakeCluster, startFakeCluster } from '../start-fake-cluster.ts';
import type { Container, ContainerStatus, Pod } from '../workloads.ts';

const READY = { readinessProbe: { periodSeconds: 2 } };
const STARTUP = { startupProbe: { periodSeconds: 1, failureThreshold: 2 }, ...READY };

describe('a pod in a fake cluster', () => {
  let cluster: FakeCluster;

  const make = (more: Partial<Container> = {}, spec: object = {}): void => {
    const containers = [{ name: 'shop', image: 'r/shop:1', ...more }];
    cluster.put({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'shop-1', namespace: 'default' },
      spec: { containers, ...spec },
    });
  };
  const pod = (): Pod => {
    const found = cluster.get('Pod', 'default/shop-1');
    if (!found) throw new Error('There is no pod.');
    return found;
  };
  const status = (): ContainerStatus => {
    const [found] = pod().status.containerStatuses ?? [];
    if (!found) throw new Error('No node has the pod.');
    return found;
  };
  /** What it is doing, in a word: `running`, `CrashLoopBackOff`, `Error 1`. */
  const word = ({ state: { waiting, terminated } } = status()): string => {
    if (terminated) return `${terminated.reason} ${terminated.exitCode}`;
    return waiting?.reason ?? 'running';
  };
  const words = (seconds: number): readonly string[] =>
    Array.from({ length: seconds }, () => {
      cluster.tick();
      return `${word()}${status().ready ? ', ready' : ''}`;
    });
  const events = (): readonly string[] => cluster.list('Event').map(({ reason, message }) => `${reason}: ${message}`);
  const logOf = async (query = ''): Promise<readonly [number, string]> => {
    const answer = await fetch(`${cluster.url}/api/v1/namespaces/default/pods/shop-1/log?${query}`);
    const text = await answer.text();
    return [answer.status, answer.ok ? text : (JSON.parse(text) as { message: string }).message];
  };
  const condition = (wanted: string) => pod().status.conditions?.find(({ type }) => type === wanted);

  beforeEach(async () => {
    cluster = await startFakeCluster({ tickMs: 0 });
  });

  afterEach(async () => {
    await cluster.close();
  });

  it('comes up', async () => {
    make(STARTUP);
    expect(pod().status).toEqual({ phase: 'Pending' });
    expect(words(3)).toEqual(['ContainerCreating', 'running', 'running, ready']);
    expect(pod()).toMatchObject({ spec: { nodeName: 'node-1' }, status: { phase: 'Running', podIP: '10.0.0.1' } });
    expect(status()).toMatchObject({
      started: true,
      restartCount: 0,
      imageID: expect.stringContaining('@sha256:') as string,
    });
    expect(condition('Ready')).toMatchObject({ status: 'True' });
    expect(await logOf('container=shop')).toEqual([200, '{"level":"info","message":"listening"}\n']);
    expect(cluster.log('default/shop-1')).toHaveLength(1);
    expect(cluster.log('default/shop-1', 'other')).toEqual([]);
  });

  it('is ready as soon as it runs where no probe says otherwise, and keeps the digest that its image has', () => {
    make({ image: 'r/shop@sha256:1' });
    expect(words(2)).toEqual(['ContainerCreating', 'running, ready']);
    expect(status().imageID).toBe('r/shop@sha256:1');
  });

  it('takes as long as its rule says', () => {
    cluster.behaves({ pods: 'ready', after: 3 });
    make(READY);
    expect(words(5).at(-2)).toBe('running');
    expect(word()).toBe('running');
    expect(status().ready).toBe(true);
  });

  it('does what the first rule says that is for it', () => {
    cluster.behaves({ pods: 'crash', image: /shop/ });
    cluster.behaves({ pods: 'ready', namespace: 'default' });
    cluster.behaves({ pods: 'crash', namespace: 'other' });
    cluster.behaves({ pods: 'crash', image: /cart/ });
    make(READY);
    expect(words(3).at(-1)).toBe('running, ready');
  });

  it('crashes, is started again at once, and then later and later', async () => {
    cluster.behaves({ pods: 'crash', exitCode: 78, log: ['one', 'PORT must be a number'] });
    make(READY);
    expect(words(6)).toEqual(['ContainerCreating', 'running', 'Error 78', 'running', 'Error 78', 'CrashLoopBackOff']);
    expect(status()).toMatchObject({
      restartCount: 1,
      lastState: { terminated: { exitCode: 78, reason: 'Error' } },
      state: {
        waiting: {
          message: expect.stringMatching(
            /^back-off 10s restarting failed container=shop pod=shop-1_default\(.+\)$/,
          ) as string,
        },
      },
    });
    expect(pod().status.phase).toBe('Running');
    expect(await logOf('previous=true&tailLines=1')).toEqual([200, 'PORT must be a number\n']);
    expect(words(12).slice(-4)).toEqual(['CrashLoopBackOff', 'running', 'Error 78', 'CrashLoopBackOff']);
    expect(status().state.waiting?.message).toContain('back-off 20s');
    expect(events()).toContainEqual(
      expect.stringMatching(/^BackOff: Back-off restarting failed container shop in pod/),
    );
    cluster.tick(200);
    expect(status().state.waiting?.message).toContain('back-off 2m40s');
    cluster.tick(1000);
    expect(status().state.waiting?.message).toContain('back-off 5m0s');
  });

  it('has no log of before where it did not end yet, and none where it never began', async () => {
    make();
    expect(await logOf()).toEqual([400, 'container "shop" in pod "shop-1" is waiting to start: ContainerCreating']);
    cluster.tick();
    expect(await logOf()).toEqual([400, 'container "shop" in pod "shop-1" is waiting to start: ContainerCreating']);
    cluster.tick();
    expect(await logOf('previous=true')).toEqual([
      400,
      'previous terminated container "shop" in pod "shop-1" not found',
    ]);
    expect(await logOf('container=other')).toEqual([400, 'container other is not valid for pod shop-1']);
  });

  it('crashes after it was ready, with the exit code 1', () => {
    cluster.behaves({ pods: 'crash-when-ready', after: 2 });
    make(READY);
    expect(words(5)).toEqual(['ContainerCreating', 'running', 'running, ready', 'running, ready', 'Error 1']);
    cluster.tick(2);
    expect(status()).toMatchObject({ restartCount: 1, ready: true });
  });

  it.each([
    ['crash', 'Error 1'],
    ['out-of-memory', 'OOMKilled 137'],
  ] as const)('ends in its time, as %s has it', (pods, outcome) => {
    cluster.behaves({ pods, after: 2 });
    make(READY);
    expect(words(4).slice(-2)).toEqual(['running', outcome]);
  });

  it('never becomes ready where its probe fails', () => {
    cluster.behaves({ pods: 'not-ready', message: 'HTTP probe failed with statuscode: 418' });
    make(READY);
    expect(words(20).at(-1)).toBe('running');
    expect(condition('Ready')).toMatchObject({
      status: 'False',
      reason: 'ContainersNotReady',
      message: 'containers with unready status: [shop]',
    });
    expect(status().started).toBe(true);
    const unhealthy = cluster.list('Event').find(({ reason }) => reason === 'Unhealthy');
    expect(unhealthy).toMatchObject({
      message: 'Readiness probe failed: HTTP probe failed with statuscode: 418',
      count: 18,
    });
  });

  it('is started again where its startup probe fails for long', () => {
    cluster.behaves({ pods: 'not-ready' });
    make(STARTUP);
    expect(words(5)).toEqual(['ContainerCreating', 'running', 'running', 'Error 143', 'running']);
    expect(events()).toContain('Unhealthy: Startup probe failed: HTTP probe failed with statuscode: 503');
    expect(events()).toContain('Killing: Container shop failed startup probe, will be restarted');
    cluster.remove('Pod', 'default/shop-1');
    cluster.tick(2);
    make({ startupProbe: {} });
    expect(words(33).slice(-2)).toEqual(['Error 143', 'running']);
  });

  it.each([
    ['image-not-found', /code = NotFound .* r\/shop:1: not found$/],
    ['image-denied', /pull access denied/],
  ] as const)('waits for its image, as %s has it, and comes up when that is there', async (pods, message) => {
    cluster.behaves({ pods });
    make();
    expect(words(3)).toEqual(['ContainerCreating', 'ErrImagePull', 'ImagePullBackOff']);
    expect(status()).toMatchObject({
      imageID: '',
      state: { waiting: { message: expect.stringMatching(message) as string } },
    });
    expect(await logOf()).toEqual([
      400,
      'container "shop" in pod "shop-1" is waiting to start: trying and failing to pull image',
    ]);
    expect(pod().status.phase).toBe('Pending');
    expect(events().filter((event) => event.startsWith('Failed'))).toHaveLength(3);
    expect(words(10).at(-1)).toBe('ErrImagePull');
    cluster.behaves({ pods: 'ready' });
    expect(words(21).at(-1)).toBe('running, ready');
  });

  it('says in whose words its image cannot be had', () => {
    cluster.behaves({ pods: 'image-denied', message: '403 Forbidden' });
    make();
    cluster.tick(2);
    expect(status().state.waiting).toEqual({ reason: 'ErrImagePull', message: '403 Forbidden' });
  });

  it('waits for its secret, and goes on when that is there', () => {
    cluster.behaves({ pods: 'config-missing' });
    make({ env: [{ name: 'KEY', valueFrom: { secretKeyRef: { key: 'KEY', name: 'keys' } } }] });
    expect(words(2).at(-1)).toBe('CreateContainerConfigError');
    expect(status().state.waiting?.message).toBe('secret "keys" not found');
    cluster.behaves({ pods: 'ready' });
    expect(words(1)).toEqual(['running, ready']);
  });

  it('names the secret that is called as itself where it names none, or what the rule says', () => {
    cluster.behaves({ pods: 'config-missing' });
    make();
    cluster.tick(2);
    expect(status().state.waiting?.message).toBe('secret "shop-1" not found');
    cluster.behaves({ pods: 'config-missing', message: 'configmap "shop" not found' });
    cluster.tick();
    expect(status().state.waiting?.message).toBe('configmap "shop" not found');
  });

  it('gets no node where there is no room', () => {
    cluster.behaves({ pods: 'unschedulable' });
    make();
    cluster.tick(2);
    expect(pod().status).toMatchObject({
      phase: 'Pending',
      conditions: [{ type: 'PodScheduled', reason: 'Unschedulable' }],
    });
    expect(events()).toEqual([expect.stringMatching(/^FailedScheduling: 0\/1 nodes are available/)]);
    cluster.behaves({ pods: 'ready' });
    expect(words(2).at(-1)).toBe('running, ready');
    cluster.behaves({ pods: 'unschedulable' });
    expect(words(1)).toEqual(['running, ready']);
  });

  describe('with an init container', () => {
    const init = { initContainers: [{ name: 'migrate', image: 'r/migrate:1' }] };
    const first = (): ContainerStatus | undefined => pod().status.initContainerStatuses?.[0];

    it('waits for that, and comes up', () => {
      make({}, init);
      expect(words(4)).toEqual(['PodInitializing', 'PodInitializing', 'PodInitializing', 'running, ready']);
      expect(word(first())).toBe('Completed 0');
      expect(condition('Initialized')).toMatchObject({ status: 'True' });
    });

    it('waits for ever where that crashes', async () => {
      cluster.behaves({ pods: 'init-crash', exitCode: 3, log: ['no such table'] });
      make({}, init);
      expect(words(3).at(-1)).toBe('PodInitializing');
      expect(word(first())).toBe('Error 3');
      expect(pod().status.phase).toBe('Pending');
      expect(condition('Initialized')).toMatchObject({ reason: 'ContainersNotInitialized' });
      expect(await logOf('container=migrate')).toEqual([200, 'no such table\n']);
      cluster.tick(3);
      expect(word(first())).toBe('CrashLoopBackOff');
      cluster.behaves({ pods: 'ready' });
      expect(words(12).at(-1)).toBe('running, ready');
      cluster.behaves({ pods: 'init-crash' });
      expect(words(1)).toEqual(['running, ready']);
    });
  });

  it('has containers of which each does what the rule of its image says', () => {
    cluster.behaves({ pods: 'crash', image: /shop/ });
    make(READY, {
      containers: [
        { name: 'side', image: 'r/side:1' },
        { name: 'shop', image: 'r/shop:1' },
      ],
    });
    cluster.tick(3);
    expect(pod().status.containerStatuses?.map(word)).toEqual(['running', 'Error 1']);
    expect(condition('ContainersReady')?.message).toBe('containers with unready status: [shop]');
  });

  it('goes on as it is where a rule of what never begins comes late', () => {
    make(READY);
    cluster.tick(2);
    cluster.behaves({ pods: 'image-not-found' });
    expect(words(1)).toEqual(['running, ready']);
    cluster.behaves({ pods: 'quota' });
    expect(words(1)).toEqual(['running, ready']);
  });
});
