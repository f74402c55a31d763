import { didYouMean } from '@exemplar/deploy-engine/did-you-mean';
import { LOG_LEVELS, type LogLevel } from '@exemplar/logging/lines';

import { wrongUsage } from '../program/failure.ts';
import { parseOptions } from '../program/parse-options.ts';

const USAGE =
  'npx nx logs [<service>] [--env=<environment> [--context=<context>] | --file=<path, or - for what is piped in>] [--since=10m] ' +
  '[--level=error] [--request=<id>] [--grep=<pattern>] [--follow] [--full] [--json]';

const OPTIONS = {
  env: { type: 'string' },
  context: { type: 'string' },
  file: { type: 'string' },
  since: { type: 'string' },
  level: { type: 'string' },
  request: { type: 'string' },
  grep: { type: 'string' },
  follow: { type: 'boolean', default: false },
  full: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
} as const;

/** Which lines are asked for, and how they are shown. */
export interface Wishes {
  readonly env: string | undefined;
  readonly context: string | undefined;
  /** A path from where the command was given, or `-` for standard input. */
  readonly file: string | undefined;
  readonly sinceSeconds: number | undefined;
  readonly level: LogLevel | undefined;
  readonly request: string | undefined;
  readonly pattern: RegExp | undefined;
  readonly follow: boolean;
  readonly full: boolean;
  readonly json: boolean;
}

/**
 * Reads what was said on the command line.
 *
 * @throws Failure for wrong usage
 */
export function readWishes(words: readonly string[]): Wishes {
  const { since, level, request, grep, ...said } = parseOptions(words, OPTIONS, USAGE);
  if (said.env !== undefined && said.file !== undefined) {
    throw wrongUsage('--env reads from a cluster, --file from a file: give one of them.', USAGE);
  }
  return {
    ...said,
    env: said.env,
    context: said.context,
    file: said.file,
    follow: said.follow && said.file !== '-', // what is piped in is read to its end in any case
    sinceSeconds: since === undefined ? undefined : secondsOf(since),
    level: level === undefined ? undefined : levelOf(level),
    request: request === undefined ? undefined : requestOf(request),
    pattern: grep === undefined ? undefined : patternOf(grep),
  };
}

const SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 };

function secondsOf(since: string): number {
  const [, amount, unit] = /^(\d{1,6})([smhd])$/.exec(since) ?? [];
  if (amount !== undefined && unit !== undefined) return Number(amount) * Number(SECONDS[unit]);
  throw wrongUsage(`--since is "${since}". Wanted: how far back, such as 30s, 10m, 2h or 1d.`, USAGE);
}

function levelOf(level: string): LogLevel {
  const known = LOG_LEVELS.find((name) => name === level);
  if (known !== undefined) return known;
  const wanted = `Wanted: ${LOG_LEVELS.join(', ')}.`;
  throw wrongUsage(`--level is "${level}".${didYouMean(level, LOG_LEVELS)} ${wanted}`, USAGE);
}

/** Lines for people have a `#` before it. */
function requestOf(request: string): string {
  const id = request.replace(/^#/, '');
  if (id !== '') return id;
  throw wrongUsage('--request is empty. Wanted: the id of a request, or how it begins.', USAGE);
}

function patternOf(grep: string): RegExp {
  try {
    return new RegExp(grep, 'i');
  } catch (error) {
    throw wrongUsage(`--grep is no pattern: ${(error as Error).message}.`, USAGE);
  }
}
