import { container, deployment, pod, READY, replicaSet } from '../../fixtures/pods.ts';
import { rolloutTrouble } from '../trouble/rollout-trouble.ts';
import { rolloutState } from './rollout-state.ts';

const SETS = [replicaSet('1', 'h0'), replicaSet('2', 'h1')];
const DONE = { observedGeneration: 2, replicas: 2, updatedReplicas: 2, availableReplicas: 2 };
const TWO = { replicas: 2 };

describe('the state of a rollout', () => {
  it.each([
    ['all pods are new and serve', DONE, { seen: true, done: true }],
    ['an old pod is there', { ...DONE, replicas: 3 }, { done: false }],
    ['a new pod is missing', { ...DONE, updatedReplicas: 1, replicas: 1 }, { done: false }],
    ['a new pod is not available', { ...DONE, availableReplicas: 1 }, { done: false }],
    [
      'the cluster has not taken notice',
      { ...DONE, observedGeneration: 1 },
      { seen: false, done: false, pods: [], ready: 0 },
    ],
    ['nothing is known', undefined, { seen: false, done: false, stuck: false, notMade: null }],
    [
      'the cluster has given up',
      {
        ...DONE,
        updatedReplicas: 1,
        conditions: [{ type: 'Progressing', status: 'False', reason: 'ProgressDeadlineExceeded' }],
      },
      { stuck: true },
    ],
    [
      'pods cannot be made',
      { ...DONE, conditions: [{ type: 'ReplicaFailure', status: 'True', message: 'exceeded quota' }] },
      { notMade: 'exceeded quota' },
    ],
    [
      'pods could not be made, but can now',
      { ...DONE, conditions: [{ type: 'ReplicaFailure', status: 'False' }] },
      { notMade: null },
    ],
    [
      'pods cannot be made and nobody says why',
      { ...DONE, conditions: [{ type: 'ReplicaFailure', status: 'True' }] },
      { notMade: null },
    ],
  ])('is known where %s', (_, status, wanted) => {
    expect(rolloutState(deployment(status, TWO), SETS, [pod(READY)])).toMatchObject(wanted);
  });

  it('counts the pods of the newest ReplicaSet that are not on their way out', () => {
    const leaving = pod(READY, 'c');
    const pods = [
      pod(READY, 'a'),
      pod({ containerStatuses: [container()] }, 'b'),
      { ...leaving, metadata: { ...leaving.metadata, deletionTimestamp: 'now' } },
      pod(READY, 'd', 'h0'),
      { ...pod(READY, 'e'), metadata: { name: 'e' } },
    ];
    const state = rolloutState(deployment(DONE), SETS, pods);
    expect(state).toMatchObject({ ready: 1, wanted: 1 });
    expect(state.pods.map(({ metadata }) => metadata.name)).toEqual(['a', 'b']);
    expect(rolloutState(deployment(DONE), [], pods).pods).toEqual([]);
    const { metadata, ...rest } = deployment(DONE);
    expect(rolloutState({ ...rest, metadata: { name: metadata.name } }, SETS, pods).seen).toBe(true);
  });
});

describe('the troubles of a rollout', () => {
  it('are those of its pods and of the cluster, the worst first', () => {
    const pods = [
      pod({ containerStatuses: [container({ state: { running: {} } })] }, 'starts'),
      pod({ conditions: [{ type: 'PodScheduled', status: 'False', message: 'no room' }] }, 'waits'),
      pod({ containerStatuses: [container({ restartCount: 2, state: { terminated: { exitCode: 1 } } })] }, 'crashes'),
      pod(READY, 'serves'),
    ];
    const state = { ...rolloutState(deployment(DONE), SETS, pods), notMade: 'no PriorityClass with name x was found' };
    const troubles = rolloutTrouble(state, () => []);
    expect(troubles.map(({ code }) => code)).toEqual(['crashed', 'pods-refused', 'unschedulable', 'probe-failing']);
    expect(
      rolloutTrouble({ ...state, pods: [], notMade: 'exceeded quota: q, used: 2, limited: 2' }, () => []),
    ).toMatchObject([
      { code: 'quota', sentence: 'The quota leaves no room for the pods: exceeded quota: q, used: 2, limited: 2' },
    ]);
  });
});
