import type { Stored } from '../kube-object.ts';
import type { PodLogs } from '../pod-logs.ts';
import { recordEvent } from '../record-event.ts';
import { resourceOf } from '../resources.ts';
import type { Store } from '../store.ts';
import { timestamp } from '../timestamp.ts';
import type { Container, Pod } from '../workloads.ts';
import { complete, type ContainerLife, initRule, newLife, stepContainer, type Telling } from './container-life.ts';
import { NO_ROOM } from './messages.ts';
import { containerId, type PodLife } from './pod-life.ts';
import { type PodRule, ruleFor } from './pod-rule.ts';
import { podStatus, unscheduledStatus } from './pod-status.ts';

const PODS = resourceOf('Pod');

export interface Kubelet {
  /** Lets a second pass for every pod. */
  step(): void;
  /** For how many seconds a pod is ready; 0 where it is not. */
  readyFor(pod: Stored<Pod>): number;
}

interface Surroundings {
  readonly store: Store;
  readonly logs: PodLogs;
  /** The first that is for a pod counts. */
  readonly rules: readonly PodRule[];
}

/** What the one node works with. */
interface Node extends Surroundings {
  readonly lives: Map<string, PodLife>;
}

/** Scheduler and kubelet of the cluster's one node. */
export function createKubelet(surroundings: Surroundings): Kubelet {
  const node: Node = { ...surroundings, lives: new Map() };
  return {
    step: () => {
      for (const pod of node.store.of('Pod')) stepPod(node, pod);
    },
    readyFor: ({ metadata }) => node.lives.get(metadata.uid)?.readyFor ?? 0,
  };
}

function stepPod(node: Node, pod: Stored<Pod>): void {
  const rule = ruleFor(pod, node.rules);
  const life = node.lives.get(pod.metadata.uid);
  if (pod.metadata.deletionTimestamp !== undefined) end(node, pod, life);
  else if (life) live(node, pod, life, rule);
  else if (rule.pods === 'unschedulable') refuse(node, pod, rule);
  else place(node, pod);
}

const tell =
  ({ store }: Node, pod: Stored<Pod>, by: string): Telling['event'] =>
  (type, reason, message) => {
    recordEvent(store, pod, { type, reason, message, by });
  };

function place(node: Node, pod: Stored<Pod>): void {
  const { lives, store } = node;
  const { name, namespace, uid } = pod.metadata;
  const { initContainers = [], containers } = pod.spec;
  const life: PodLife = {
    init: initContainers.map((container) => newLife(container, 'PodInitializing')),
    main: containers.map((container) =>
      newLife(container, initContainers.length > 0 ? 'PodInitializing' : 'ContainerCreating'),
    ),
    ip: `10.0.0.${(lives.size % 254) + 1}`,
    startTime: timestamp(),
    readyFor: 0,
    endingFor: 0,
  };
  lives.set(uid, life);
  tell(node, pod, 'default-scheduler')(
    'Normal',
    'Scheduled',
    `Successfully assigned ${String(namespace)}/${name} to node-1`,
  );
  store.write(PODS, { ...pod, spec: { ...pod.spec, nodeName: 'node-1' }, status: podStatus(pod, life) });
}

function refuse(node: Node, pod: Stored<Pod>, { message = NO_ROOM }: PodRule): void {
  if (pod.status.conditions !== undefined) return;
  tell(node, pod, 'default-scheduler')('Warning', 'FailedScheduling', message);
  node.store.write(PODS, { ...pod, status: unscheduledStatus(message) });
}

/** Init containers run one after the other, and the others when all of those are done. */
function live(node: Node, pod: Stored<Pod>, life: PodLife, rule: PodRule): void {
  const init = life.init.find(({ state }) => state.terminated?.exitCode !== 0);
  if (init) stepInit(node, pod, init, initRule(rule));
  else for (const main of life.main) step(node, pod, main, ownRule(rule, main.container, life.main));
  life.readyFor = life.main.every(({ ready }) => ready) ? life.readyFor + 1 : 0;
  node.store.write(PODS, { ...pod, status: podStatus(pod, life) });
}

function stepInit(node: Node, pod: Stored<Pod>, life: ContainerLife, rule: PodRule): void {
  step(node, pod, life, rule);
  const isDone = life.state.running !== undefined && life.seconds > 0 && rule.pods === 'ready';
  if (isDone) complete(life, containerId(pod, life.container, life.restarts));
}

function step(node: Node, pod: Stored<Pod>, life: ContainerLife, rule: PodRule): void {
  stepContainer({ life, pod, rule, tell: telling(node, pod, life.container) });
}

function end(node: Node, pod: Stored<Pod>, life: PodLife | undefined): void {
  if (life && life.endingFor++ === 0) {
    const names = pod.spec.containers.map(({ name }) => name);
    tell(node, pod, 'kubelet')('Normal', 'Killing', `Stopping container ${names.join(', ')}`);
    return;
  }
  node.lives.delete(pod.metadata.uid);
  node.store.remove(PODS, pod);
}

const telling = (node: Node, pod: Stored<Pod>, container: Container): Telling => ({
  event: tell(node, pod, 'kubelet'),
  run: (lines) => {
    node.logs.begin(pod.metadata.uid, container.name);
    node.logs.write(pod.metadata.uid, container.name, lines);
  },
  containerID: (run) => containerId(pod, container, run),
});

/** In a pod of several containers, a rule is for those of its image; the others come up. */
function ownRule(rule: PodRule, { image }: Container, { length }: readonly ContainerLife[]): PodRule {
  if (rule.pods === 'init-crash') return { pods: 'ready' };
  const isOther = length > 1 && rule.image !== undefined && image.search(rule.image) < 0;
  return isOther ? { pods: 'ready' } : rule;
}
