import { type Address, ADDRESS_BITS, parseAddress } from './parse-address.ts';

/** A range of addresses: all that share the first `prefix` bits. */
export interface Cidr {
  readonly version: 4 | 6;
  readonly prefix: number;
  /** The bits that the addresses of the range share, as a number. */
  readonly shared: bigint;
}

/**
 * Reads ranges such as `10.0.0.0/8, fd00::/8`; an address without a length is a range of one.
 *
 * @param text comma-separated; white space and empty entries do not matter
 * @throws RangeError naming the first entry that is not a range
 */
export function parseCidrs(text: string): Cidr[] {
  return text
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')
    .map(parseCidr);
}

/** Reads one range. @throws RangeError naming the entry if it is not one */
export function parseCidr(entry: string): Cidr {
  const slash = entry.indexOf('/');
  const address = parseAddress(slash === -1 ? entry : entry.slice(0, slash));
  if (!address) throw notARange(entry);
  const bits = Number(ADDRESS_BITS[address.version]);
  const length = slash === -1 ? String(bits) : entry.slice(slash + 1);
  if (!/^\d{1,3}$/.test(length) || Number(length) > bits) throw notARange(entry);
  return { version: address.version, prefix: Number(length), shared: address.value >> BigInt(bits - Number(length)) };
}

export function cidrContains({ version, prefix, shared }: Cidr, address: Address): boolean {
  return version === address.version && address.value >> (ADDRESS_BITS[version] - BigInt(prefix)) === shared;
}

function notARange(entry: string): RangeError {
  return new RangeError(`"${entry}" is not an IP address or CIDR range`);
}
