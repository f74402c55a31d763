import { allowedAddress } from '../program/allowed-address.ts';
import { wrongUsage } from '../program/failure.ts';
import { headerOf } from '../program/header-of.ts';
import { parseOptions } from '../program/parse-options.ts';
import { positiveNumber } from '../program/positive-number.ts';
import type { Pace } from './replay.ts';

const USAGE =
  'npx nx shadow <service> --baseline=<url> --candidate=<url> --urls=<file> [--agree=<percent>] [--rate=<requests/s>]\n' +
  "       [--at-once=<n>] [--header='<name>: <value>']… [--allow-host=<host>]… [--json]";

const OPTIONS = {
  baseline: { type: 'string' },
  candidate: { type: 'string' },
  urls: { type: 'string' },
  agree: { type: 'string' },
  rate: { type: 'string' },
  'at-once': { type: 'string' },
  header: { type: 'string', multiple: true },
  'allow-host': { type: 'string', multiple: true },
  json: { type: 'boolean', default: false },
} as const;

const DEFAULTS = { agree: 99, atOnce: 4 };

export interface ShadowOptions {
  /** What answers today. */
  readonly baseline: URL;
  /** What shall answer instead. */
  readonly candidate: URL;
  /** A file with a request a line. */
  readonly urls: string;
  /** In per cent, how many answers have to agree. */
  readonly agree: number;
  readonly pace: Pace;
  readonly headers: Readonly<Record<string, string>>;
  readonly isJson: boolean;
}

/** @throws Failure for wrong usage, and for an address that requests may not be sent to */
export function readOptions(words: readonly string[]): ShadowOptions {
  const said = parseOptions(words, OPTIONS, USAGE);
  const wanted = (option: 'baseline' | 'candidate' | 'urls'): string => {
    const { [option]: text } = said;
    if (text === undefined) throw wrongUsage(`--${option} is missing.`, USAGE);
    return text;
  };
  const address = (option: 'baseline' | 'candidate'): URL =>
    allowedAddress(wanted(option), { option, usage: USAGE, allowed: said['allow-host'] ?? [] });
  return {
    baseline: address('baseline'),
    candidate: address('candidate'),
    urls: wanted('urls'),
    agree: positiveNumber('agree', said.agree, USAGE) ?? DEFAULTS.agree,
    pace: {
      perSecond: positiveNumber('rate', said.rate, USAGE),
      atOnce: Math.ceil(positiveNumber('at-once', said['at-once'], USAGE) ?? DEFAULTS.atOnce),
    },
    headers: Object.fromEntries((said.header ?? []).map((text) => headerOf(text, USAGE))),
    isJson: said.json,
  };
}
