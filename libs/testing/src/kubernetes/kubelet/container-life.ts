import { timestamp } from '../timestamp.ts';
import type { Container, ContainerState, ContainerStatus, Pod, Probe, Terminated } from '../workloads.ts';
import { configMissing, imageDenied, imageNotFound, PROBE_ANSWER } from './messages.ts';
import { COMES_UP, type PodFate, type PodRule } from './pod-rule.ts';

/** Where a container is in its life; a kubelet changes it once in a second of the cluster's life. */
export interface ContainerLife {
  readonly container: Container;
  state: ContainerState;
  lastState: ContainerState;
  /** In this state. */
  seconds: number;
  restarts: number;
  /** For how many seconds it waits after its next failure. */
  backOff: number;
  ready: boolean;
  started: boolean;
}

/** What a kubelet tells of a container while it steps. */
export interface Telling {
  readonly event: (type: 'Normal' | 'Warning', reason: string, message: string) => void;
  /** A run begins, and prints this. */
  readonly run: (lines: readonly string[]) => void;
  readonly containerID: (run: number) => string;
}

export interface Step {
  readonly life: ContainerLife;
  readonly pod: Pod;
  readonly rule: PodRule;
  readonly tell: Telling;
}

const FIRST_BACK_OFF = 10;
const LONGEST_BACK_OFF = 300;
const LISTENING = ['{"level":"info","message":"listening"}'];

export const newLife = (container: Container, reason: string): ContainerLife => ({
  container,
  state: { waiting: { reason } },
  lastState: {},
  seconds: 0,
  restarts: 0,
  backOff: FIRST_BACK_OFF,
  ready: false,
  started: false,
});

/** Lets a second pass in the life of a container. */
export function stepContainer(step: Step): void {
  const { life } = step;
  life.seconds++;
  if (life.state.running) run(step);
  else if (life.state.terminated) afterEnd(step);
  else wait(step, String(life.state.waiting?.reason));
}

/** Whether a container that once ran is there no more, or again. */
export const hasRun = ({ state, lastState }: ContainerLife): boolean =>
  state.waiting === undefined || lastState.terminated !== undefined;

export const statusOf = (life: ContainerLife, containerID: string): ContainerStatus => ({
  name: life.container.name,
  image: life.container.image,
  imageID: hasRun(life) ? imageIdOf(life.container.image) : '',
  ...(hasRun(life) && { containerID }),
  ready: life.ready,
  started: life.started,
  restartCount: life.restarts,
  state: life.state,
  lastState: life.lastState,
});

const imageIdOf = (image: string): string => (image.includes('@') ? image : `${image}@sha256:${'0'.repeat(64)}`);

function become(life: ContainerLife, state: ContainerState): void {
  Object.assign(life, { state, seconds: 0, ready: false, started: false });
}

const NEVER_STARTS: Readonly<Partial<Record<PodFate, (step: Step) => void>>> = {
  'image-not-found': (step) => {
    failPull(step, imageNotFound(step.life.container.image));
  },
  'image-denied': (step) => {
    failPull(step, imageDenied(step.life.container.image));
  },
  'config-missing': ({ life, pod, rule, tell }) => {
    const message = rule.message ?? configMissing(pod);
    tell.event('Warning', 'Failed', `Error: ${message}`);
    become(life, { waiting: { reason: 'CreateContainerConfigError', message } });
  },
};

function failPull({ life, rule, tell }: Step, usual: string): void {
  const { image } = life.container;
  const message = rule.message ?? usual;
  tell.event('Normal', 'Pulling', `Pulling image "${image}"`);
  tell.event('Warning', 'Failed', `Failed to pull image "${image}": ${message}`);
  tell.event('Warning', 'Failed', 'Error: ErrImagePull');
  become(life, { waiting: { reason: 'ErrImagePull', message } });
}

function wait(step: Step, reason: string): void {
  const { life, pod, tell } = step;
  const { container } = life;
  if (reason === 'ErrImagePull') {
    const message = `Back-off pulling image "${container.image}": ErrImagePull: ${String(life.state.waiting?.message)}`;
    tell.event('Normal', 'BackOff', `Back-off pulling image "${container.image}"`);
    tell.event('Warning', 'Failed', 'Error: ImagePullBackOff');
    become(life, { waiting: { reason: 'ImagePullBackOff', message } });
    return;
  }
  const isBackingOff = reason.endsWith('BackOff');
  if (isBackingOff && life.seconds < life.backOff) {
    if (reason === 'CrashLoopBackOff') tell.event('Warning', 'BackOff', backOffEvent(container, pod));
    return;
  }
  if (isBackingOff) life.backOff = Math.min(life.backOff * 2, LONGEST_BACK_OFF);
  start(step);
}

const placeOf = ({ metadata: { name, namespace, uid } }: Pod): string => `${name}_${String(namespace)}(${String(uid)})`;

const backOffEvent = ({ name }: Container, pod: Pod): string =>
  `Back-off restarting failed container ${name} in pod ${placeOf(pod)}`;

function start(step: Step): void {
  const { life, rule, tell } = step;
  const { container } = life;
  const neverStarts = NEVER_STARTS[rule.pods];
  if (neverStarts) {
    neverStarts(step);
    return;
  }
  if (life.lastState.terminated ?? life.state.terminated) life.restarts++;
  else tell.event('Normal', 'Pulled', `Successfully pulled image "${container.image}"`);
  tell.event('Normal', 'Created', `Created container: ${container.name}`);
  tell.event('Normal', 'Started', `Started container ${container.name}`);
  become(life, { running: { startedAt: timestamp() } });
  tell.run(rule.log ?? LISTENING);
  life.started = container.startupProbe === undefined;
  life.ready = life.started && container.readinessProbe === undefined;
}

function run(step: Step): void {
  const { life, rule } = step;
  const { after = 1, exitCode = 1 } = rule;
  const fate = RUNNING[rule.pods] ?? becomeReady;
  fate(step, life.seconds - after, exitCode);
}

/** @param late for how many seconds it is time for what its rule says, or less than 0 */
type Fate = (step: Step, late: number, exitCode: number) => void;

const becomeReady: Fate = ({ life }, late) => {
  if (late >= 0) Object.assign(life, { ready: true, started: true });
};

const crash: Fate = (step, late, exitCode) => {
  if (late >= 0) end(step, exitCode, 'Error');
};

const RUNNING: Readonly<Partial<Record<PodFate, Fate>>> = {
  crash,
  'init-crash': crash,
  'out-of-memory': (step, late) => {
    if (late >= 0) end(step, 137, 'OOMKilled');
  },
  'crash-when-ready': (step, late, exitCode) => {
    if (late > 0) end(step, exitCode, 'Error');
    else Object.assign(step.life, { ready: true, started: true });
  },
  'not-ready': failProbe,
};

function failProbe(step: Step): void {
  const { life, rule, tell } = step;
  const { container } = life;
  const { startupProbe } = container;
  const answer = rule.message ?? PROBE_ANSWER;
  tell.event('Warning', 'Unhealthy', `${startupProbe ? 'Startup' : 'Readiness'} probe failed: ${answer}`);
  if (!startupProbe) {
    Object.assign(life, { ready: false, started: true });
    return;
  }
  if (life.seconds < patience(startupProbe)) return;
  tell.event('Normal', 'Killing', `Container ${container.name} failed startup probe, will be restarted`);
  end(step, 143, 'Error');
}

/** The defaults are those of https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#Probe. */
const patience = ({ periodSeconds = 10, failureThreshold = 3 }: Probe): number => periodSeconds * failureThreshold;

function end({ life, tell }: Step, exitCode: number, reason: string): void {
  const startedAt = String(life.state.running?.startedAt);
  const containerID = tell.containerID(life.restarts);
  const terminated: Terminated = { exitCode, reason, startedAt, finishedAt: timestamp(), containerID };
  become(life, { terminated });
}

/** An init container that did what it is for. */
export function complete(life: ContainerLife, containerID: string): void {
  const startedAt = String(life.state.running?.startedAt);
  become(life, { terminated: { exitCode: 0, reason: 'Completed', startedAt, finishedAt: timestamp(), containerID } });
  life.ready = true;
}

/** The first time it is started again at once, and then later and later. */
function afterEnd(step: Step): void {
  const { life, pod } = step;
  const { container } = life;
  const isFirst = life.restarts === 0;
  life.lastState = life.state;
  if (isFirst) {
    start(step);
    return;
  }
  const message = `back-off ${lengthOf(life.backOff)} restarting failed container=${container.name} pod=${placeOf(pod)}`;
  become(life, { waiting: { reason: 'CrashLoopBackOff', message } });
}

/** As Go writes a duration: `10s`, `1m20s`, `5m0s`. */
function lengthOf(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  return minutes === 0 ? `${seconds}s` : `${minutes}m${seconds % 60}s`;
}

/** What an init container does, whose fate is another than its pod's. */
export const initRule = (rule: PodRule): PodRule => (rule.pods === 'init-crash' ? rule : COMES_UP);
