import type { ClusterEvent, ContainerEnd, ContainerStatus } from '../cluster/objects.ts';
import { type Finding, found, type LogsOf } from './finding.ts';

/** What is looked at: a container, what the cluster said of its pod, and how the container is called here. */
export interface Look {
  readonly container: ContainerStatus;
  readonly events: readonly ClusterEvent[];
  readonly pod: string;
  /** `The container`, `The init container migrate`. */
  readonly subject: string;
}

type Looker = (look: Look) => Finding | null;

const MISSING = /not found|manifest unknown|does not exist|name unknown|no such/i;
const DENIED = /unauthorized|authorization failed|authentication required|denied|forbidden|no basic auth|\b40[13]\b/i;
const PULLING = new Set(['ErrImagePull', 'ImagePullBackOff', 'RegistryUnavailable', 'ImageInspectError']);
const NEVER_PULLED = new Set(['InvalidImageName', 'ErrImageNeverPull']);
const CONFIG = 'CreateContainerConfigError';
const UNMAKEABLE = new Set(['CreateContainerError', 'RunContainerError']);

const waitsFor = ({ container }: Look): string => container.state?.waiting?.reason ?? '';
const waitsSaying = ({ container }: Look): string => container.state?.waiting?.message ?? '';

/** While the kubelet backs off, only the events still say what the pull failed of. */
const pullFailure = ({ events, ...look }: Look): string => {
  const failures = events.flatMap(({ reason, message }) => (reason === 'Failed' ? [String(message)] : []));
  const pulls = failures.filter((message) => message.startsWith('Failed to pull'));
  return [waitsSaying({ events, ...look }), ...pulls.toReversed()].join(' ');
};

const cannotPull: Looker = (look) => {
  const { image } = look.container;
  if (NEVER_PULLED.has(waitsFor(look))) {
    return found('image-not-found', `The image ${image} cannot be pulled: ${waitsSaying(look)}`, 'never');
  }
  if (!PULLING.has(waitsFor(look))) return null;
  const why = pullFailure(look);
  // A registry that wants a login says "denied" of what it does not have, too: so who may not pull is told first.
  if (DENIED.test(why)) {
    const sentence = `The cluster may not pull the image ${image}: the registry denied it. Give the namespace a pull secret.`;
    return found('image-pull-denied', sentence, 'a while');
  }
  if (MISSING.test(why)) {
    return found('image-not-found', `The image ${image} is not in the registry. Was it pushed?`, 'a while');
  }
  return found('image-pull-failed', `The image ${image} cannot be pulled: ${why.trim()}`, 'to the end');
};

const cannotBeMade: Looker = (look) => {
  if (waitsFor(look) === CONFIG) {
    return found(
      'config-missing',
      `${look.subject} cannot start: ${waitsSaying(look)}. Make it, or correct its name.`,
      'a while',
    );
  }
  if (!UNMAKEABLE.has(waitsFor(look))) return null;
  return found('container-refused', `${look.subject} cannot be made: ${waitsSaying(look)}`, 'a while');
};

/** How it ended, where it did: now, or before it was started again. Once, and serving since, is forgiven. */
const endOf = (look: Look): ContainerEnd | undefined => {
  const { ready, state, lastState } = look.container;
  if (ready && !isLoop(look)) return undefined;
  return state?.terminated ?? lastState?.terminated;
};

/** Twice is no accident. */
const isLoop = (look: Look): boolean => waitsFor(look) === 'CrashLoopBackOff' || look.container.restartCount >= 2;

/** The run that ended is the one before where another was begun. */
const logsOf = ({ pod, container }: Look): LogsOf => ({
  pod,
  container: container.name,
  previous: container.state?.running !== undefined,
});

const outOfMemory: Looker = (look) => {
  if (endOf(look)?.reason !== 'OOMKilled') return null;
  const sentence = `${look.subject} was killed for using more memory than its limit (resources.memory.limit in service.yaml).`;
  return found('out-of-memory', sentence, isLoop(look) ? 'never' : 'a while');
};

const PROBE = /^(?:Startup|Readiness|Liveness) probe (?:failed|errored)/;

/** What a probe was answered last. */
const probeAnswer = ({ events }: Look): string | undefined =>
  events.findLast(({ reason, message = '' }) => reason === 'Unhealthy' && PROBE.test(message))?.message?.trim();

/** The kubelet kills what does not pass its startup or liveness probe: its exit code tells nothing then. */
const killedByProbe: Looker = (look) => {
  const killing = look.events.findLast(
    ({ reason, message = '' }) => reason === 'Killing' && /failed (?:startup|liveness) probe/.test(message),
  );
  if (killing === undefined) return null;
  const answer = probeAnswer(look) ?? String(killing.message);
  const sentence = `${look.subject} does not answer its probe, and was killed for it: ${answer}`;
  return found('probe-failing', sentence, 'never', { logsOf: logsOf(look) });
};

const crashed: Looker = (look) => {
  const end = endOf(look);
  if (end === undefined) return null;
  const sentence = `${look.subject} ended with exit code ${end.exitCode}${hintOf(end.exitCode)}.`;
  return found('crashed', sentence, isLoop(look) ? 'never' : 'a while', { logsOf: logsOf(look) });
};

/** EX_CONFIG: what every service here says of a wrong setting. */
const hintOf = (exitCode: number): string => (exitCode === 78 ? ': a setting is wrong' : '');

const notReady: Looker = (look) => {
  const { state, ready } = look.container;
  if (state?.running === undefined || ready) return null;
  const answer = probeAnswer(look);
  const sentence =
    answer === undefined ? `${look.subject} runs, and is not ready.` : `${look.subject} is not ready: ${answer}`;
  return found('probe-failing', sentence, 'to the end', { usual: true, logsOf: logsOf(look) });
};

/** The most telling first. */
export const CONTAINER_LOOKS: readonly Looker[] = [
  cannotPull,
  cannotBeMade,
  outOfMemory,
  killedByProbe,
  crashed,
  notReady,
];
