import { basename, join, resolve } from 'node:path';
import { addAbortSignal, Readable } from 'node:stream';

import type { Platform } from '../descriptor/platform-schema.ts';
import { readPlatform } from '../descriptor/read-platform.ts';
import { findEnvironment } from '../manifests/find-environment.ts';
import { partOf, podsOf } from '../manifests/objects/metadata.ts';
import { Failure } from '../program/failure.ts';
import { SERVED } from '../serve/log-of.ts';
import { filesOn } from '../workspace/files.ts';
import type { Places } from './entry.ts';
import type { Kubectl } from './list-pods.ts';
import { readCluster } from './read-cluster.ts';
import { readCommand } from './read-command.ts';
import { entriesOf, followFiles, type LogFile, readFiles } from './read-files.ts';
import { readLines } from './read-lines.ts';
import type { Wishes } from './read-wishes.ts';

export interface Surroundings {
  readonly workspaceRoot: string;
  readonly env: NodeJS.ProcessEnv;
  readonly stdin: Readable;
  /** Is told in a sentence what cannot be read. */
  readonly complain: (sentence: string) => void;
  /** Ends all that is being read. */
  readonly signal: AbortSignal;
  /** How often a cluster is asked, while following, which pods there are, ms. */
  readonly everyMs: number;
}

/** Gives the places that lines are read from, as often as it is called. */
export type Open = (follow: boolean) => Places;

/** Of a cluster's logs, unless `--since` or `--request` says otherwise. */
const SINCE_SECONDS = 600;

/**
 * Where the lines are that are asked for: of one service, or, where a request is looked for, of all.
 *
 * @param service undefined: all
 * @throws Failure, DescriptionError
 */
export function placesOf(service: string | undefined, wishes: Wishes, surroundings: Surroundings): Open {
  const { env, file } = wishes;
  const wanted = wishes.request === undefined ? service : undefined;
  if (env !== undefined) return inCluster(wanted, env, wishes, surroundings);
  if (file === '-') return pipedIn(service, wishes, surroundings);
  // npm says where the command was given: Nx starts programs elsewhere.
  if (file !== undefined)
    return inFiles([{ path: resolve(surroundings.env.INIT_CWD ?? '.', file), service: service ?? '' }], surroundings);
  return inFiles(servedFiles(wanted, surroundings.workspaceRoot), surroundings);
}

function inCluster(service: string | undefined, environment: string, wishes: Wishes, surroundings: Surroundings): Open {
  const { workspaceRoot, complain, signal, everyMs } = surroundings;
  const { request, context, sinceSeconds = request === undefined ? SINCE_SECONDS : undefined } = wishes;
  const platform = readPlatform(filesOn(workspaceRoot));
  const { namespace } = findEnvironment(platform, environment);
  const selector = selectorOf(service === undefined ? servicesOf(platform) : podsOf(service));
  const where = context === undefined ? [] : ['--context', context];
  const kubectl: Kubectl = (words) => readCommand('kubectl', [...words, ...where], surroundings);
  return (follow) => readCluster({ kubectl, namespace, selector, sinceSeconds, follow, complain, signal, everyMs });
}

const servicesOf = ({ repository }: Platform): Readonly<Record<string, string>> => ({
  'app.kubernetes.io/part-of': partOf(repository),
  'app.kubernetes.io/component': 'service',
});

const selectorOf = (labels: Readonly<Record<string, string>>): string =>
  Object.entries(labels)
    .map(([key, value]) => `${key}=${value}`)
    .join(',');

function inFiles(files: readonly LogFile[], surroundings: Surroundings): Open {
  return (follow) => (follow ? followFiles(files, surroundings) : readFiles(files));
}

/** The files of the last local run: of one service, or of all. */
function servedFiles(service: string | undefined, workspaceRoot: string): readonly LogFile[] {
  const names = filesOn(workspaceRoot)
    .children(SERVED)
    .filter((name) => (service === undefined ? name.endsWith('.log') : name === `${service}.log`));
  if (names.length === 0) {
    throw new Failure(
      `Nothing was logged here yet: run \`npx nx serve ${service ?? '<service>'}\`, or say with --env or --file where its lines are.`,
    );
  }
  return names.map((name) => ({ path: join(workspaceRoot, SERVED, name), service: basename(name, '.log') }));
}

/** What is piped in comes only once: where it is read again, for a request's traces, all of it is kept. */
function pipedIn(service: string | undefined, { request }: Wishes, { stdin, signal }: Surroundings): Open {
  const lines = readLines(addAbortSignal(signal, stdin));
  const all = request === undefined ? null : Array.fromAsync(lines);
  return async function* () {
    yield entriesOf(all === null ? lines : Readable.from(await all), { service: service ?? '', pod: '' });
  };
}
