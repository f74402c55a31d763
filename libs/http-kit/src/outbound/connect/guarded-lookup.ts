import type { LookupFunction } from 'node:net';

import type { AddressGuard } from '../address/address-guard.ts';
import { OutboundError } from '../outbound-error.ts';
import type { NameResolver, ResolvedAddress } from './name-resolver.ts';

/** RFC 6761, section 6.3: names under localhost are loopback, and no server is asked for them. */
const LOOPBACK: readonly ResolvedAddress[] = [
  { address: '127.0.0.1', family: 4 },
  { address: '::1', family: 6 },
];

/**
 * Makes the `lookup` of a socket: it gives addresses that the guard lets pass, so what was checked is what is
 * connected to. A name one of whose addresses is refused is refused altogether: a mixed answer is an attack or a mistake.
 */
export function createGuardedLookup(resolver: NameResolver, guard: AddressGuard): LookupFunction {
  return (name, _options, callback) => {
    const addresses = isLocalhost(name) ? Promise.resolve(passable(LOOPBACK, guard)) : resolver.resolve(name);
    addresses
      .then((found) => {
        refuseUnlessPublic(name, found, guard);
        return found;
      })
      .then(
        (found) => {
          callback(null, [...found]);
        },
        (error: unknown) => {
          callback(error as NodeJS.ErrnoException, []);
        },
      );
  };
}

/** The error for a host that must not be connected to; the block is told to the log alone, as the cause. */
export function blockedHost(host: string, address: string, reason: string): OutboundError {
  const cause = new Error(`${address} is refused: ${reason}`);
  return new OutboundError('blocked-target', `${host} is not a public address.`, { cause });
}

function refuseUnlessPublic(name: string, found: readonly ResolvedAddress[], guard: AddressGuard): void {
  for (const { address } of found) {
    const reason = guard(address);
    if (reason !== undefined) throw blockedHost(name, address, reason);
  }
}

/** Loopback is one host with two addresses: where one of them is allowed, that one serves. */
function passable(addresses: readonly ResolvedAddress[], guard: AddressGuard): readonly ResolvedAddress[] {
  const passing = addresses.filter(({ address }) => guard(address) === undefined);
  return passing.length > 0 ? passing : addresses;
}

function isLocalhost(name: string): boolean {
  return /(?:^|\.)localhost\.?$/i.test(name);
}
