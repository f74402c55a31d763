import { BlockList, isIP } from 'node:net';

import { z } from 'zod';

import { LOG_LEVELS } from '@exemplar/logging';

import { ConfigError } from './config-error.ts';
import { type Environment, readConfig } from './read-config.ts';
import { type Config, setting, type Settings } from './setting.ts';

const proxies = z
  .string()
  .transform((text) => text.split(',').map((entry) => entry.trim()))
  .refine((entries) => entries.every(isRange))
  .transform(blockListOf);

/** What Sentry's SDK takes for a DSN. */
const DSN = /^https?:\/\/\w+(:\w*)?@[\w.:[\]%-]+\/(.+\/)?\d+$/;

/** What every service reads from its environment. */
export const BASE_SETTINGS = {
  PORT: setting.port({ default: 3000, description: 'The public port.' }),
  ADMIN_PORT: setting.port({
    default: 9000,
    description: 'The port of /livez, /readyz, /metrics, /info and /log-level; not for the public.',
  }),
  HOST: setting.string({
    default: '0.0.0.0',
    description: 'The address both ports listen on. 0.0.0.0: every IPv4 address; ::: every address.',
  }),
  LOG_LEVEL: setting.choice(LOG_LEVELS, {
    default: 'info',
    description: 'Lines below this level are not logged; PUT /log-level on the admin port changes it at run time.',
  }),
  LOG_FORMAT: setting.choice(['json', 'pretty'], {
    description: 'Unset: pretty on a terminal, else json.',
  }),
  SENTRY_DSN: setting.parsed(z.string().regex(DSN), 'a DSN such as https://<key>@<host>/<project number>', {
    secret: true,
    description: 'Where bugs are reported. Unset: nowhere.',
  }),
  SENTRY_ENVIRONMENT: setting.string({ default: 'production', description: 'The environment told with each bug.' }),
  API_KEYS: setting.list({
    secret: true,
    description: 'Keys of which a client has to send one, as X-Api-Key or a bearer token. Unset: open to all.',
  }),
  RATE_LIMIT_PER_MINUTE: setting.integer({
    default: 0,
    description: 'Requests a client may make a minute, by API key, else by address. 0: any number.',
  }),
  TRUST_PROXY: setting.parsed(proxies, 'a comma-separated list of addresses and CIDR ranges', {
    description: 'Proxies whose X-Forwarded-For is believed. Unset: none.',
  }),
  MAX_IN_FLIGHT: setting.integer({
    default: 1000,
    min: 1,
    description: 'Requests under way at which further ones are answered 503.',
  }),
  MAX_EVENT_LOOP_DELAY_MS: setting.integer({
    default: 1000,
    description: 'Event-loop delay in ms beyond which requests are answered 503. 0: never.',
  }),
  MAX_REQUEST_BODY_BYTES: setting.integer({ default: 1_048_576, description: 'The largest request body in bytes.' }),
  KEEP_ALIVE_TIMEOUT_MS: setting.integer({
    default: 65_000,
    min: 1,
    description: 'How long an idle connection stays open, in ms; longer than the load balancer keeps it.',
  }),
  DRAIN_DELAY_MS: setting.integer({
    default: 1000,
    description: 'How long /readyz says 503 after SIGTERM while requests are still accepted, in ms.',
  }),
  SHUTDOWN_GRACE_MS: setting.integer({
    default: 25_000,
    description: 'How long a stop may take in all, in ms; what is still under way then is cut off.',
  }),
} satisfies Settings;

export type BaseConfig = Config<typeof BASE_SETTINGS>;

/**
 * Reads the base settings and a service's own.
 *
 * @throws ConfigError, also when both ports are the same
 */
export function readServiceConfig<S extends Settings>(settings: S, env: Environment): BaseConfig & Config<S> {
  // both parts are read in one go, so that one line tells all that is wrong
  const config = readConfig({ ...BASE_SETTINGS, ...settings }, env) as BaseConfig & Config<S>;
  if (config.PORT === config.ADMIN_PORT && config.PORT !== 0) {
    throw new ConfigError('ADMIN_PORT', `ADMIN_PORT must not be ${config.PORT} as PORT is`);
  }
  return config;
}

function isRange(entry: string): boolean {
  const [address, bits, more] = entry.split('/');
  const version = isIP(String(address));
  if (version === 0 || more !== undefined) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128));
}

function blockListOf(entries: readonly string[]): BlockList {
  const trusted = new BlockList();
  for (const entry of entries) {
    const [network, bits] = entry.split('/');
    const address = String(network);
    const family = isIP(address) === 4 ? 'ipv4' : 'ipv6';
    if (bits === undefined) trusted.addAddress(address, family);
    else trusted.addSubnet(address, Number(bits), family);
  }
  return trusted;
}
