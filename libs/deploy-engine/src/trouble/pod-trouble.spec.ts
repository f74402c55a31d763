import { container, event, pod } from '../../fixtures/pods.ts';
import type { ClusterEvent, ContainerStatus } from '../cluster/objects.ts';
import type { Finding } from './finding.ts';
import { podTrouble } from './pod-trouble.ts';

type Row = readonly [
  what: string,
  status: Partial<ContainerStatus>,
  events: readonly ClusterEvent[],
  wanted: Partial<Finding>,
];

const waiting = (reason: string, message?: string) => ({
  state: { waiting: { reason, ...(message !== undefined && { message }) } },
});
const RUNNING = { state: { running: {} } };
const PULL = 'Failed to pull image "r/shop:1": ';
const KILLED = event('Killing', 'Container shop failed startup probe, will be restarted');

const ROWS: readonly Row[] = [
  [
    'an image that is not there',
    waiting('ErrImagePull', 'rpc error: code = NotFound desc = r/shop:1: not found'),
    [],
    {
      code: 'image-not-found',
      mayLast: 'a while',
      sentence: 'The image r/shop:1 is not in the registry. Was it pushed?',
    },
  ],
  [
    'an image that is not there, of which the events still tell',
    waiting('ImagePullBackOff', 'Back-off pulling image "r/shop:1"'),
    [event('Failed', 'Error: ErrImagePull'), event('Failed', `${PULL}manifest unknown`), event('Pulling', 'Pulling')],
    { code: 'image-not-found' },
  ],
  [
    'a name that is none of an image',
    waiting('InvalidImageName', 'invalid reference format'),
    [],
    {
      code: 'image-not-found',
      mayLast: 'never',
      sentence: 'The image r/shop:1 cannot be pulled: invalid reference format',
    },
  ],
  [
    'an image that may not be pulled',
    waiting('ErrImagePull', 'pull access denied, repository does not exist or may require authorization'),
    [],
    { code: 'image-pull-denied', mayLast: 'a while' },
  ],
  [
    'a registry that does not answer',
    waiting('ImagePullBackOff'),
    [event('Failed', `${PULL}dial tcp: i/o timeout`)],
    {
      code: 'image-pull-failed',
      mayLast: 'to the end',
      sentence: `The image r/shop:1 cannot be pulled: ${PULL}dial tcp: i/o timeout`,
    },
  ],
  [
    'a secret that is missing',
    waiting('CreateContainerConfigError', 'secret "shop" not found'),
    [],
    {
      code: 'config-missing',
      mayLast: 'a while',
      sentence: 'The container cannot start: secret "shop" not found. Make it, or correct its name.',
    },
  ],
  [
    'a container that cannot be made',
    waiting('RunContainerError', 'exec: "nodee": not found'),
    [],
    { code: 'container-refused', sentence: 'The container cannot be made: exec: "nodee": not found' },
  ],
  [
    'a first crash, which may be the last',
    { state: { terminated: { exitCode: 1 } } },
    [],
    { code: 'crashed', mayLast: 'a while', logsOf: { pod: 'shop-1', container: 'shop', previous: false } },
  ],
  [
    'a crash before the run under way',
    { ...RUNNING, restartCount: 1, lastState: { terminated: { exitCode: 1 } } },
    [],
    { code: 'crashed', mayLast: 'a while', logsOf: { pod: 'shop-1', container: 'shop', previous: true } },
  ],
  [
    'a crash over and over, although it is ready in between',
    { ...RUNNING, ready: true, restartCount: 2, lastState: { terminated: { exitCode: 78 } } },
    [],
    { code: 'crashed', mayLast: 'never', sentence: 'The container ended with exit code 78: a setting is wrong.' },
  ],
  [
    'too little memory, once',
    { state: { terminated: { exitCode: 137, reason: 'OOMKilled' } } },
    [],
    { code: 'out-of-memory', mayLast: 'a while' },
  ],
  [
    'too little memory, over and over',
    {
      ...waiting('CrashLoopBackOff'),
      restartCount: 1,
      lastState: { terminated: { exitCode: 137, reason: 'OOMKilled' } },
    },
    [],
    { code: 'out-of-memory', mayLast: 'never' },
  ],
  [
    'a startup probe that it was killed for',
    { ...RUNNING, restartCount: 1, lastState: { terminated: { exitCode: 143 } } },
    [event('Unhealthy', 'Startup probe failed: HTTP probe failed with statuscode: 503\n'), KILLED],
    {
      code: 'probe-failing',
      mayLast: 'never',
      sentence:
        'The container does not answer its probe, and was killed for it: Startup probe failed: HTTP probe failed with statuscode: 503',
    },
  ],
  [
    'a probe of which no answer is told',
    RUNNING,
    [KILLED],
    {
      code: 'probe-failing',
      sentence: `The container does not answer its probe, and was killed for it: ${String(KILLED.message)}`,
    },
  ],
  [
    'a readiness probe that is answered wrongly',
    RUNNING,
    [
      event('Unhealthy', 'Readiness probe failed: Get "http://10.0.0.1:9000/readyz": connection refused'),
      { ...event('Unhealthy', ''), message: undefined as never },
    ],
    {
      code: 'probe-failing',
      mayLast: 'to the end',
      usual: true,
      sentence:
        'The container is not ready: Readiness probe failed: Get "http://10.0.0.1:9000/readyz": connection refused',
    },
  ],
  [
    'a container that only just runs',
    RUNNING,
    [],
    { code: 'probe-failing', usual: true, sentence: 'The container runs, and is not ready.' },
  ],
];

describe('what keeps a pod from serving', () => {
  it.each(ROWS)('is %s', (_, status, events, wanted) => {
    expect(podTrouble(pod({ containerStatuses: [container(status)] }), events)).toMatchObject(wanted);
  });

  it.each([
    ['a pod that is not placed yet', undefined],
    ['a container that is being made', { containerStatuses: [container(waiting('ContainerCreating'))] }],
    ['a container that is ready', { containerStatuses: [container({ ...RUNNING, ready: true })] }],
    [
      'a container that serves after it ended once',
      {
        containerStatuses: [
          container({ ...RUNNING, ready: true, restartCount: 1, lastState: { terminated: { exitCode: 1 } } }),
        ],
      },
    ],
  ])('is nothing of %s', (_, status) => {
    expect(podTrouble(pod(status))).toBeNull();
  });

  it('is that no node takes it', () => {
    const conditions = [{ type: 'PodScheduled', status: 'False', message: '0/3 nodes are available.' }];
    expect(podTrouble(pod({ conditions }))).toMatchObject({
      code: 'unschedulable',
      mayLast: 'to the end',
      usual: false,
      sentence: 'No node takes the pod: 0/3 nodes are available.',
    });
  });

  it('is that a node put it out', () => {
    const evicted = pod({ phase: 'Failed', reason: 'Evicted', message: 'The node was low on memory.' });
    expect(podTrouble(evicted)).toMatchObject({
      code: 'evicted',
      sentence: 'The node put the pod out: The node was low on memory.',
    });
    expect(podTrouble(pod({ phase: 'Failed', reason: 'Shutdown' }))).toBeNull();
  });

  it('is its first init container that has not done what it is for', () => {
    const done = container({ name: 'first', state: { terminated: { exitCode: 0 } } });
    const init = (status: Partial<ContainerStatus>) =>
      podTrouble(
        pod({
          initContainerStatuses: [done, container({ name: 'migrate', ...status })],
          containerStatuses: [container(waiting('PodInitializing'))],
        }),
      );
    expect(init({ state: { terminated: { exitCode: 4 } } })).toMatchObject({
      code: 'init-container',
      sentence: 'The init container migrate ended with exit code 4.',
      logsOf: { container: 'migrate' },
    });
    expect(init(RUNNING)).toMatchObject({
      code: 'init-container',
      usual: true,
      sentence: 'The init container migrate still runs.',
    });
    expect(init({ state: { terminated: { exitCode: 0 } } })).toBeNull();
  });
});
