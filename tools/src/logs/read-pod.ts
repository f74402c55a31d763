import { parseHead } from '@exemplar/logging/lines';

import type { Batches, Entry, Origin } from './entry.ts';
import type { Kubectl, Pod } from './list-pods.ts';

export interface PodReading {
  readonly kubectl: Kubectl;
  readonly namespace: string;
  /** How far back, s; undefined for all that is kept. */
  readonly sinceSeconds: number | undefined;
  /** Whether what comes is waited for. */
  readonly follow: boolean;
  /** Is told in a sentence what cannot be read. */
  readonly complain: (sentence: string) => void;
}

/** How far a pod's log was read. */
export interface Position {
  /** When the node got the last line, as kubectl prints it; empty at first. */
  stamp: string;
}

/** A pod's log from a position on: of its container before the last restart what is left, then of the one of now. */
export async function* readPod(pod: Pod, position: Position, reading: PodReading): AsyncGenerator<readonly Entry[]> {
  const { name, service, restarts } = pod;
  const read = (...options: readonly string[]): Batches<Entry> => {
    const words = ['logs', name, '--namespace', reading.namespace, '--container', service, '--timestamps'];
    const lines = reading.kubectl([...words, ...sinceOf(position, reading), ...options]);
    return stampedEntries(lines, { service, pod: shortName(name) }, position);
  };
  try {
    // Read on, it may have been started again since the cluster said how often it was.
    if (restarts > 0 || position.stamp !== '') yield* read('--previous');
  } catch {
    // There is none, or no longer.
  }
  try {
    yield* read(...(reading.follow ? ['--follow'] : []));
  } catch (error) {
    reading.complain(`The log of ${name} cannot be read on. ${(error as Error).message}`);
  }
}

/** `x2k8p` of `shop-7d9f8b6c5-x2k8p`: it is what tells the pods of a version apart. */
const shortName = (name: string): string => name.slice(name.lastIndexOf('-') + 1);

function sinceOf({ stamp }: Position, { sinceSeconds }: PodReading): readonly string[] {
  if (stamp !== '') return [`--since-time=${stamp}`];
  return sinceSeconds === undefined ? [] : [`--since=${sinceSeconds}s`];
}

/** When a node got a line, before the line. */
const STAMP = /^(\d{4}-\d\d-\d\dT\S+) /;

/**
 * Entries of lines that begin with when the node got them, by which they are placed: a process may have another clock.
 *
 * kubectl goes back to the beginning of a second, so lines up to the position are left out.
 */
async function* stampedEntries(
  batches: Batches<string>,
  origin: Origin,
  position: Position,
): AsyncGenerator<readonly Entry[]> {
  const known = position.stamp;
  let at = known === '' ? 0 : Date.parse(known);
  for await (const lines of batches) {
    const readAt = performance.now();
    const entries: Entry[] = [];
    for (const line of lines) {
      const [before = '', stamp] = STAMP.exec(line) ?? []; // What kubectl has to say itself has none.
      if (stamp !== undefined && stamp <= known) continue;
      position.stamp = stamp ?? position.stamp;
      at = stamp === undefined ? at : Date.parse(stamp);
      const text = line.slice(before.length);
      entries.push({ text, head: parseHead(text), at, readAt, origin });
    }
    yield entries;
  }
}
