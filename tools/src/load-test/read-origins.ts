import { isIP } from 'node:net';
import { networkInterfaces } from 'node:os';

import { isLoopback } from '../program/allowed-address.ts';
import { wrongUsage } from '../program/failure.ts';

/** `LoadOrigins` of `@exemplar/testing`: where a target elsewhere reaches what a mix opens. */
export interface LoadOrigins {
  /** The address, as it stands in a URL. */
  readonly host: string;
  /** The address that is listened on. */
  readonly listen: string;
  /** The first of the ports that are listened on; 0: any that are free. */
  readonly port: number;
}

/** All addresses of this machine, of the one family or of both. */
const ALL = { 4: '0.0.0.0', 6: '::' } as const;

/**
 * Reads under which address a target reaches what a mix opens, maybe with the first of the ports that are open to it. An address that this
 * machine has is the only one that is listened on; with another one, which leads here by a router or a door, all are.
 *
 * @throws Failure where it is no address
 */
export function readOrigins(text: string, usage: string): LoadOrigins {
  const url = `tcp://${text}`;
  const { hostname, port, pathname } = URL.canParse(url) ? new URL(url) : { hostname: '', port: '', pathname: '' };
  const host = hostname.replace(/^\[(.*)\]$/, '$1');
  const family = isIP(host);
  if (family === 0 || pathname !== '') {
    throw wrongUsage(
      `--origins is "${text}". Wanted: the address at which the target reaches this machine, as 10.0.0.5, or 10.0.0.5:8100 with the first of the ports that are open to it.`,
      usage,
    );
  }
  const isHere = isLoopback({ hostname }) || hasAddress(host);
  const listen = isHere ? host : ALL[family as keyof typeof ALL];
  return { host: hostname, listen, port: Number(port) };
}

/** Whether this machine has an address. */
const hasAddress = (host: string): boolean =>
  Object.values(networkInterfaces()).some((addresses) => addresses?.some(({ address }) => address === host));
