import type { IContainerStatus } from 'kubernetes-models/v1/ContainerStatus';
import type { IPod } from 'kubernetes-models/v1/Pod';

export interface PodTrouble {
  /** For people. */
  readonly sentence: string;
  /** Whether the last lines that the container printed tell more. */
  readonly logsTell: boolean;
  /** Whether every pod has it for a moment, at its start. */
  readonly mayPass: boolean;
}

type Look = (container: IContainerStatus) => PodTrouble | null;

const told = (sentence: string, { logsTell = false, mayPass = false } = {}): PodTrouble => ({
  sentence,
  logsTell,
  mayPass,
});

const PULL_REASONS = new Set(['ErrImagePull', 'ImagePullBackOff', 'InvalidImageName', 'ErrImageNeverPull']);
const CONFIG_REASONS = new Set(['CreateContainerConfigError', 'CreateContainerError', 'RunContainerError']);

const cannotPull: Look = ({ image, state }) =>
  PULL_REASONS.has(String(state?.waiting?.reason))
    ? told(`The image ${image} cannot be pulled (${String(state?.waiting?.message)}). Was it pushed?`)
    : null;

const cannotBeMade: Look = ({ state }) =>
  CONFIG_REASONS.has(String(state?.waiting?.reason))
    ? told(`The container cannot be made: ${String(state?.waiting?.message)}`)
    : null;

const ended = ({ state, lastState }: IContainerStatus) => state?.terminated ?? lastState?.terminated;

const outOfMemory: Look = (container) =>
  ended(container)?.reason === 'OOMKilled'
    ? told('The container was killed for using more memory than resources.memory.limit in service.yaml.')
    : null;

const crashed: Look = (container) => {
  const end = ended(container);
  if (end === undefined) return null;
  return told(`The container ended with exit code ${String(end.exitCode)}.`, { logsTell: true });
};

const notReady: Look = ({ state, ready }) =>
  state?.running !== undefined && !ready
    ? told('The container runs, and /readyz does not answer 200.', { logsTell: true, mayPass: true })
    : null;

/** The most telling first. */
const LOOKS: readonly Look[] = [cannotPull, cannotBeMade, outOfMemory, crashed, notReady];

/** What keeps a pod from serving, where something does. */
export function podTrouble(pod: IPod): PodTrouble | null {
  const unplaced = pod.status?.conditions?.find(({ type, status }) => type === 'PodScheduled' && status === 'False');
  if (unplaced !== undefined) return told(`No node takes the pod: ${String(unplaced.message)}`);
  for (const container of pod.status?.containerStatuses ?? []) {
    const found = LOOKS.map((look) => look(container)).find((trouble) => trouble !== null);
    if (found !== undefined) return found;
  }
  return null;
}
