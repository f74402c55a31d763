import { join } from 'node:path';

import type { Service } from '../descriptor/service-schema.ts';
import { nodeOptions } from '../manifests/objects/resources.ts';
import { freePort } from '../smoke/launch.ts';
import { type Instance, type InstanceOptions, type PrintedLine, startInstance } from './start-instance.ts';

export type StartOptions = Partial<InstanceOptions>;

/** The processes of a service that a drill started. */
export interface Processes {
  /** Starts one more, as production does; what is said is added. */
  readonly start: (options?: StartOptions) => Promise<Instance>;
  /** Starts it again where it was, once it has ended. */
  readonly startAgain: (instance: Instance) => Promise<Instance>;
  readonly running: () => readonly Instance[];
  /** Also those in whose place another was started. */
  readonly started: () => readonly Instance[];
  /** What all of them printed. */
  readonly lines: () => readonly PrintedLine[];
  readonly close: () => Promise<void>;
}

export interface ProcessesOptions {
  readonly service: Service;
  /** The service's folder, absolute. */
  readonly folder: string;
  /** Variables of each. */
  readonly env: NodeJS.ProcessEnv;
  /** How long one may take to start. */
  readonly patienceMs: number;
}

export function openProcesses({ service, folder, env, patienceMs }: ProcessesOptions): Processes {
  const all: Instance[] = [];
  const replaced = new Set<Instance>();
  const start = async (options: StartOptions = {}): Promise<Instance> => {
    const instance = await startInstance({
      bundle: join(folder, 'dist/main.js'),
      patienceMs,
      ports: { port: await freePort(), adminPort: await freePort() },
      ...options,
      env: { NODE_OPTIONS: nodeOptions(service), ...env, ...options.env }, // the heap that it has in a cluster
    });
    all.push(instance);
    return instance;
  };
  return {
    start,
    startAgain: async (instance) => {
      await instance.ended;
      replaced.add(instance);
      return start({ ports: instance.ports });
    },
    started: () => all,
    running: () => all.filter((instance) => !replaced.has(instance)),
    lines: () => all.flatMap(({ lines }) => lines),
    close: async () => {
      for (const instance of all) instance.signal('SIGKILL');
      await Promise.all(all.map(({ ended }) => ended));
    },
  };
}
