import { type Cidr, cidrContains, parseCidr } from './cidr.ts';
import { embeddedIpv4 } from './embedded-ipv4.ts';
import { type Address, parseAddress } from './parse-address.ts';
import { type BlockRow, IPV4_BLOCKS, IPV6_BLOCKS } from './special-purpose-blocks.ts';

interface Block {
  readonly cidr: Cidr;
  readonly name: string;
  readonly globallyReachable: boolean;
}

/** Says why an address must not be connected to, or undefined if it may be. */
export type AddressGuard = (address: string) => string | undefined;

const BLOCKS = { 4: mostSpecificFirst(IPV4_BLOCKS), 6: mostSpecificFirst(IPV6_BLOCKS) };

/**
 * Makes a guard that lets public addresses pass.
 *
 * @param allowed ranges that pass although they are not public; an IPv4 range holds in its IPv6 spellings as well
 */
export function createAddressGuard(allowed: readonly Cidr[] = []): AddressGuard {
  return (text) => {
    const address = parseAddress(text);
    if (!address) return 'not an IP address';
    return isAllowed(address, allowed) ? undefined : refusal(address);
  };
}

const publicOnly = createAddressGuard();

/**
 * Whether an address can belong to a host of the public Internet.
 *
 * An address that spells an IPv4 address (mapped, NAT64, ISATAP) is public if that one is; IPv4-compatible, 6to4,
 * Teredo, unique-local, multicast, documentation and reserved addresses are not.
 *
 * @param address the text of an IPv4 or IPv6 address; anything else is not public
 */
export function isPublicAddress(address: string): boolean {
  return publicOnly(address) === undefined;
}

function isAllowed(address: Address, allowed: readonly Cidr[]): boolean {
  const ipv4 = embeddedIpv4(address);
  return allowed.some((cidr) => cidrContains(cidr, address) || (ipv4 !== undefined && cidrContains(cidr, ipv4)));
}

function refusal(address: Address): string | undefined {
  const block = BLOCKS[address.version].find(({ cidr }) => cidrContains(cidr, address));
  if (block && !block.globallyReachable) return block.name;
  const ipv4 = embeddedIpv4(address);
  return ipv4 && refusal(ipv4);
}

function mostSpecificFirst(rows: readonly BlockRow[]): readonly Block[] {
  return rows
    .map(([block, name, globallyReachable]) => ({ cidr: parseCidr(block), name, globallyReachable }))
    .sort((one, other) => other.cidr.prefix - one.cidr.prefix);
}
