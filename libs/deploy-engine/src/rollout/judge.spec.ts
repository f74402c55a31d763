import { container, deployment, pod, READY, replicaSet } from '../../fixtures/pods.ts';
import { type Finding, found } from '../trouble/finding.ts';
import { judge, type Memory, startOfMemory } from './judge.ts';
import { countRestarts, endedSince } from './restarts.ts';
import { rolloutState } from './rollout-state.ts';

const TIMES = { patienceMs: 100, deadlineMs: 1000 };
const stateOf = (...pods: Parameters<typeof rolloutState>[2]) =>
  rolloutState(
    deployment({ observedGeneration: 2, replicas: 2, updatedReplicas: 1 }, { replicas: 2 }),
    [replicaSet('2', 'h1')],
    pods,
  );
const GOING = stateOf(pod({ conditions: [{ type: 'PodScheduled', status: 'True' }] }));
const NEVER = found('crashed', 'It crashed.', 'never');
const A_WHILE = found('image-not-found', 'No such image.', 'a while');
const TO_THE_END = found('unschedulable', 'No room.', 'to the end');
const USUAL = found('probe-failing', 'Not ready.', 'to the end', { usual: true });

const judged = (memory: Memory, now: number, ...findings: readonly Finding[]) =>
  judge(memory, GOING, findings, now, TIMES);

describe('a rollout', () => {
  it('has failed at once of what does not pass', () => {
    expect(judged(startOfMemory(0), 0, TO_THE_END, NEVER).verdict).toEqual({ is: 'failed', trouble: NEVER });
  });

  it('has failed of what may pass when that has lasted', () => {
    const first = judged(startOfMemory(0), 10, A_WHILE);
    expect(first.verdict).toEqual({ is: 'going on', trouble: A_WHILE });
    const without = judged(first.memory, 50);
    expect(judged(without.memory, 115, A_WHILE).verdict.is).toBe('going on');
    expect(judged(first.memory, 110, A_WHILE).verdict).toEqual({ is: 'failed', trouble: A_WHILE });
  });

  it('goes on with what every pod has at its start, which is not told', () => {
    expect(judged(startOfMemory(0), 500, USUAL).verdict).toEqual({ is: 'going on' });
  });

  it('has failed when nothing moves for too long, of what there is or of that alone', () => {
    const { memory } = judged(startOfMemory(0), 0);
    expect(judged(memory, 999).verdict.is).toBe('going on');
    expect(judged(memory, 1000, USUAL).verdict).toEqual({ is: 'failed', trouble: USUAL });
    expect(judged(memory, 1000).verdict).toMatchObject({
      is: 'failed',
      trouble: { code: 'deadline', sentence: '0 of 2 pods serve, and nothing has moved for too long.' },
    });
    const unseen = judge(memory, { ...GOING, seen: false, pods: [] }, [], 1000, TIMES).verdict;
    expect(unseen).toMatchObject({ trouble: { sentence: 'The cluster has not taken notice of the release.' } });
    expect(judge(memory, { ...GOING, stuck: true }, [], 10, TIMES).verdict.is).toBe('failed');
  });

  it('has more time whenever a pod gets further', () => {
    const { memory } = judged(startOfMemory(0), 0);
    const running = stateOf(pod({ containerStatuses: [container({ state: { running: {} } })] }, 'a'), pod(READY, 'b'));
    const moved = judge(memory, running, [], 900, TIMES);
    expect(judge(moved.memory, running, [], 1800, TIMES).verdict.is).toBe('going on');
    expect(judge(moved.memory, running, [], 1900, TIMES).verdict.is).toBe('failed');
  });

  it('is done when all pods are new and serve', () => {
    expect(judge(startOfMemory(0), { ...GOING, done: true }, [USUAL], 0, TIMES).verdict).toEqual({ is: 'done' });
  });
});

describe('a pod that served', () => {
  const again = (restartCount: number) =>
    pod({
      ...READY,
      containerStatuses: [
        container({ ready: true, restartCount, state: { running: {} }, lastState: { terminated: { exitCode: 3 } } }),
      ],
    });

  it('has failed as soon as it ended, however it serves since', () => {
    expect(endedSince(countRestarts([again(1)]), [again(1)])).toBeNull();
    const ended = { code: 'crashed', mayLast: 'never', sentence: 'The container ended with exit code 3.' };
    expect(endedSince(countRestarts([again(0)]), [again(1)])).toMatchObject(ended);
    expect(endedSince({}, [again(1)])).toMatchObject(ended);
    const just = pod({ containerStatuses: [container({ state: { terminated: { exitCode: 3 } } })] });
    expect(endedSince(countRestarts([just]), [just])).toMatchObject(ended);
  });

  it('has not, where nothing is known of it', () => {
    expect(endedSince(countRestarts([pod(undefined)]), [pod(undefined)])).toBeNull();
    const silent = pod({ containerStatuses: [container({ restartCount: 1 })] });
    expect(endedSince({}, [silent])).toBeNull();
  });
});
