import { allowedAddress } from '../program/allowed-address.ts';
import { wrongUsage } from '../program/failure.ts';
import { headerOf } from '../program/header-of.ts';
import { parseOptions } from '../program/parse-options.ts';
import { positiveNumber } from '../program/positive-number.ts';
import { type ProfileName, PROFILES } from './profiles.ts';
import { type LoadOrigins, readOrigins } from './read-origins.ts';

export const USAGE =
  'npx nx load-test <service> [--profile=production|peak|stress|soak] [--seconds=<n>] [--rate=<requests/s>] [--processes=<n>]\n' +
  '       [--url=<url>] [--admin=<url>] [--allow-host=<host>]… [--origins=<address>[:<port>]]\n' +
  "       [--header='<name>: <value>']… [--any-pace]";

const OPTIONS = {
  profile: { type: 'string', default: 'peak' },
  seconds: { type: 'string' },
  rate: { type: 'string' },
  processes: { type: 'string' },
  url: { type: 'string' },
  admin: { type: 'string' },
  'allow-host': { type: 'string', multiple: true },
  origins: { type: 'string' },
  header: { type: 'string', multiple: true },
  'any-pace': { type: 'boolean', default: false },
} as const;

export interface LoadOptions {
  readonly profile: ProfileName;
  /** How long requests arrive; of `stress`, in each step. */
  readonly seconds: number;
  /** Requests a second, in place of the profile's. */
  readonly rate: number | undefined;
  /** How many processes of the service share the requests; of `stress`, up to how many. */
  readonly processes: number;
  /** A service that runs already. */
  readonly target: URL | undefined;
  /** Its admin port, for its own figures. */
  readonly admin: URL | undefined;
  /** Where a target elsewhere reaches what the mix opens; undefined: nobody but this machine does. */
  readonly origins: LoadOrigins | undefined;
  /** Of each request, beside its own. */
  readonly headers: Readonly<Record<string, string>>;
  /** Whether only wrong answers are a failure, and no slow ones: a machine that does other things is no judge of times. */
  readonly anyPace: boolean;
}

/** @throws Failure for wrong usage, and for an address that may not be loaded */
export function readOptions(words: readonly string[]): LoadOptions {
  const said = parseOptions(words, OPTIONS, USAGE);
  const profile = profileOf(said.profile);
  const addressOf = (option: 'url' | 'admin'): URL | undefined => {
    const { [option]: text } = said;
    return text === undefined
      ? undefined
      : allowedAddress(text, { option, usage: USAGE, allowed: said['allow-host'] ?? [] });
  };
  const target = addressOf('url');
  const processes = Math.ceil(positiveNumber('processes', said.processes, USAGE) ?? (profile === 'stress' ? 2 : 1));
  return {
    profile,
    seconds: positiveNumber('seconds', said.seconds, USAGE) ?? PROFILES[profile].seconds,
    rate: positiveNumber('rate', said.rate, USAGE),
    processes: target === undefined ? processes : 1,
    target,
    admin: addressOf('admin'),
    origins: said.origins === undefined ? undefined : readOrigins(said.origins, USAGE),
    headers: Object.fromEntries((said.header ?? []).map((text) => headerOf(text, USAGE))),
    anyPace: said['any-pace'],
  };
}

function profileOf(name: string): ProfileName {
  if (Object.hasOwn(PROFILES, name)) return name as ProfileName;
  throw wrongUsage(`--profile is "${name}". Wanted: ${Object.keys(PROFILES).join(', ')}.`, USAGE);
}
