import { isIPv6 } from 'node:net';

const GROUPS = 8;
const NETWORK_GROUPS = 4;

/**
 * What of an address to count requests by: whoever has one IPv6 address has 2^64 of them, so it is the /64.
 *
 * @param address an IPv4 or IPv6 address
 */
export function networkOf(address: string): string {
  if (!isIPv6(address)) return address;
  const [head, tail = ''] = address.split('::');
  const before = groupsOf(String(head));
  const after = groupsOf(tail);
  const zeros = Array<string>(Math.max(0, GROUPS - before.length - after.length)).fill('0');
  const groups = [...before, ...zeros, ...after].slice(0, NETWORK_GROUPS);
  return `${groups.map((group) => Number.parseInt(group, 16).toString(16)).join(':')}::/64`;
}

const groupsOf = (part: string): readonly string[] => (part === '' ? [] : part.split(':'));
