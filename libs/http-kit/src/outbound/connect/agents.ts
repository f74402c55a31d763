import { Agent as HttpAgent, type ClientRequestArgs } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import type { Duplex } from 'node:stream';
import type { SecureContextOptions } from 'node:tls';

import type { AddressGuard } from '../address/address-guard.ts';
import { blockedHost } from './guarded-lookup.ts';

export interface Agents {
  readonly http: HttpAgent;
  readonly https: HttpsAgent;
}

export interface AgentOptions {
  /** Certificate authorities and, for mutual TLS, a certificate with its key. */
  readonly tls?: SecureContextOptions | undefined;
  /** Where given, every connection goes to an address that passed. */
  readonly guarded?: { readonly guard: AddressGuard; readonly lookup: LookupFunction };
}

type ConnectOptions = ClientRequestArgs & { servername?: string; lookup?: LookupFunction };
type Connected = (error: Error | null, socket: Duplex) => void;
type Connect = (options: ConnectOptions, connected?: Connected) => Duplex | null | undefined;

const MAX_CONNECTIONS_PER_ORIGIN = 64;
const MAX_IDLE_PER_ORIGIN = 8;
const MAX_IDLE = 256;
const IDLE_MS = 5000;
/** RFC 8305, section 5: the next address is tried when one has not connected within this time. */
const ATTEMPT_MS = 250;

/**
 * Makes the connection pools of a client. They are its own: the global agent and the proxy variables of the
 * environment have no say in them.
 */
export function createAgents({ tls, guarded }: AgentOptions): Agents {
  const options = {
    keepAlive: true,
    maxSockets: MAX_CONNECTIONS_PER_ORIGIN,
    maxFreeSockets: MAX_IDLE_PER_ORIGIN,
    timeout: IDLE_MS,
    autoSelectFamily: true,
    autoSelectFamilyAttemptTimeout: ATTEMPT_MS,
    ...(guarded && { lookup: guarded.lookup }),
  } as const;
  const agents = { http: new HttpAgent(options), https: new HttpsAgent({ ...options, ...tls }) };
  for (const agent of [agents.http, agents.https]) {
    boundIdle(agent);
    if (guarded) guardConnections(agent, guarded.guard);
  }
  return agents;
}

export function destroyAgents({ http, https }: Agents): void {
  http.destroy();
  https.destroy();
}

/** A socket does not look up a host that is an address already, so those are checked where connections are made. */
function guardConnections(agent: HttpAgent, guard: AddressGuard): void {
  const connect = agent.createConnection.bind(agent);
  const guarded: Connect = (options, connected) => {
    const host = String(options.host);
    const reason = isIP(host) === 0 ? undefined : guard(host);
    if (reason === undefined) return connect(withoutTrailingDot(options), connected);
    return connect({ ...options, host: REFUSED, lookup: failWith(blockedHost(host, host, reason)) }, connected);
  };
  agent.createConnection = guarded;
}

/** Any name that is not an address: a refused address fails in the look-up, as a refused name does. */
const REFUSED = 'refused';

function failWith(error: Error): LookupFunction {
  return (_name, _options, callback) => {
    callback(error, []);
  };
}

/** A fully qualified name ends with a dot in a URL, but not in the TLS server name (RFC 6066, section 3). */
function withoutTrailingDot(options: ConnectOptions): ConnectOptions {
  return options.servername?.endsWith('.') ? { ...options, servername: options.servername.slice(0, -1) } : options;
}

/** The agent bounds idle sockets per origin; a crawl of many origins would still pile them up. */
function boundIdle(agent: HttpAgent): void {
  const keep = agent.keepSocketAlive.bind(agent) as (socket: Duplex) => boolean;
  const bounded = (socket: Duplex): boolean => idleSockets(agent) < MAX_IDLE && keep(socket);
  agent.keepSocketAlive = bounded;
}

function idleSockets(agent: HttpAgent): number {
  const byOrigin = agent.freeSockets as Readonly<Record<string, readonly Duplex[]>>; // an origin without any has no entry
  let count = 0;
  for (const sockets of Object.values(byOrigin)) count += sockets.length;
  return count;
}
