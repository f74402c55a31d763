import { Failure, wrongUsage } from '../program/failure.ts';
import { parseOptions } from '../program/parse-options.ts';
import { type ProfileName, PROFILES } from './profiles.ts';

export const USAGE =
  'npx nx load-test <service> [--profile=production|peak|stress|soak] [--seconds=<n>] [--rate=<requests/s>] [--processes=<n>]\n' +
  '       [--target=<url>] [--admin=<url>] [--allow-host=<host>]';

const OPTIONS = {
  profile: { type: 'string', default: 'peak' },
  seconds: { type: 'string' },
  rate: { type: 'string' },
  processes: { type: 'string' },
  target: { type: 'string' },
  admin: { type: 'string' },
  'allow-host': { type: 'string' },
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
}

/** @throws Failure for wrong usage, and for an address that may not be loaded */
export function readOptions(words: readonly string[]): LoadOptions {
  const said = parseOptions(words, OPTIONS, USAGE);
  const profile = profileOf(said.profile);
  const allowed = said['allow-host'];
  const processes = Math.ceil(positive('processes', said.processes) ?? (profile === 'stress' ? 2 : 1));
  return {
    profile,
    seconds: positive('seconds', said.seconds) ?? PROFILES[profile].seconds,
    rate: positive('rate', said.rate),
    processes: said.target === undefined ? processes : 1,
    target: said.target === undefined ? undefined : addressOf('target', said.target, allowed),
    admin: said.admin === undefined ? undefined : addressOf('admin', said.admin, allowed),
  };
}

function profileOf(name: string): ProfileName {
  if (Object.hasOwn(PROFILES, name)) return name as ProfileName;
  throw wrongUsage(`--profile is "${name}". Wanted: ${Object.keys(PROFILES).join(', ')}.`, USAGE);
}

function positive(option: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const number = Number(text);
  if (Number.isFinite(number) && number > 0) return number;
  throw wrongUsage(`--${option} is "${text}". Wanted: a number above 0.`, USAGE);
}

const LOOPBACK = /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

/** Load is sent to this machine, or to a host that was named on purpose: anywhere else it is an attack. */
function addressOf(option: string, text: string, allowed: string | undefined): URL {
  if (!URL.canParse(text) || !text.startsWith('http')) {
    throw wrongUsage(`--${option} is "${text}". Wanted: an address, as http://localhost:3000.`, USAGE);
  }
  const url = new URL(text);
  if (LOOPBACK.test(url.hostname) || url.hostname === allowed) return url;
  throw new Failure(
    `--${option} is ${text}, which is not this machine. If it is yours to load, add --allow-host=${url.hostname}.`,
  );
}
