import { wrongUsage } from '../program/failure.ts';
import { parseOptions } from '../program/parse-options.ts';

export const USAGE = `npx nx deploy <service> --env=<environment> [--release=<version>] [--reason=<text>] [--force] [--yes]
       npx nx deploy <service> --env=<environment> --rollback [--release=<version>]
       npx nx deploy <service> --env=<environment> --canary=<percent> [--release=<version>] | --promote | --withdraw
       npx nx deploy <service> --env=<environment> --lock [--all] [--reason=<text>] | --unlock [--all]
       npx nx deploy <service> --env=<environment> --history | --diff [--release=<version>] | --logs | --resume
       npx nx deploy <service> --status [--env=<environment>]
       each with [--context=<context>] [--registry=<registry>] [--prometheus=<url>]`;

const OPTIONS = {
  env: { type: 'string' },
  release: { type: 'string' },
  reason: { type: 'string' },
  force: { type: 'boolean', default: false },
  yes: { type: 'boolean', default: false },
  rollback: { type: 'boolean' },
  canary: { type: 'string' },
  promote: { type: 'boolean' },
  withdraw: { type: 'boolean' },
  lock: { type: 'boolean' },
  unlock: { type: 'boolean' },
  all: { type: 'boolean', default: false },
  status: { type: 'boolean' },
  history: { type: 'boolean' },
  diff: { type: 'boolean' },
  logs: { type: 'boolean' },
  resume: { type: 'boolean' },
  context: { type: 'string' },
  registry: { type: 'string' },
  prometheus: { type: 'string' },
} as const;

/** What is to be done where none of these is said: `deploy`. */
const COMMANDS = [
  'rollback',
  'canary',
  'promote',
  'withdraw',
  'lock',
  'unlock',
  'status',
  'history',
  'diff',
  'logs',
  'resume',
] as const;

export type Command = (typeof COMMANDS)[number] | 'deploy';

/** What is wished for on the command line. */
export interface Wishes {
  readonly command: Command;
  /** Empty where all are meant: of a status. */
  readonly environment: string;
  readonly version: string | undefined;
  readonly reason: string | undefined;
  readonly force: boolean;
  /** Whether what would be asked is answered with yes. */
  readonly yes: boolean;
  readonly all: boolean;
  /** Of a canary. */
  readonly percent: number;
  readonly context: string | undefined;
  readonly registry: string | undefined;
  readonly prometheus: string | undefined;
}

/** @throws Failure for wrong usage */
export function readWishes(words: readonly string[]): Wishes {
  const { env, release, canary, ...said } = parseOptions(words, OPTIONS, USAGE);
  const commands = COMMANDS.filter((name) => (name === 'canary' ? canary : said[name]) !== undefined);
  const [command = 'deploy', other] = commands;
  if (other !== undefined) throw wrongUsage(`--${command} and --${other} are two things: say one.`, USAGE);
  if (env === undefined && command !== 'status') throw wrongUsage('--env is missing.', USAGE);
  return {
    command,
    environment: env ?? '',
    version: release,
    reason: said.reason,
    force: said.force,
    yes: said.yes,
    all: said.all,
    percent: Number(canary),
    context: said.context,
    registry: said.registry,
    prometheus: said.prometheus,
  };
}
