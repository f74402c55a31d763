import { isIP } from 'node:net';

/** An IP address as a number. */
export interface Address {
  readonly version: 4 | 6;
  readonly value: bigint;
}

/** The length of an address in bits, by IP version. */
export const ADDRESS_BITS = { 4: 32n, 6: 128n } as const;

/**
 * Reads the text of an IP address.
 *
 * @param text a dotted quad, or IPv6 in any spelling of RFC 4291 section 2.2, with or without a zone id
 * @returns undefined where it is neither, as for the shortened, octal and hexadecimal spellings of IPv4
 */
export function parseAddress(text: string): Address | undefined {
  switch (isIP(text)) {
    case 4:
      return { version: 4, value: valueOfQuad(text) };
    case 6:
      return { version: 6, value: valueOfGroups(text) };
    default:
      return undefined;
  }
}

function valueOfQuad(text: string): bigint {
  return text.split('.').reduce((value, octet) => (value << 8n) | BigInt(octet), 0n);
}

function valueOfGroups(text: string): bigint {
  const hex = text.replace(/%.*$/, '').replace(/[\d.]+\.\d+$/, hexGroupsOfQuad);
  const gap = hex.indexOf('::');
  const left = groupsOf(gap === -1 ? hex : hex.slice(0, gap));
  const right = groupsOf(gap === -1 ? '' : hex.slice(gap + 2));
  const middle = Array<string>(8 - left.length - right.length).fill('0');
  return [...left, ...middle, ...right].reduce((value, group) => (value << 16n) | BigInt(`0x${group}`), 0n);
}

function hexGroupsOfQuad(quad: string): string {
  const value = valueOfQuad(quad);
  return `${(value >> 16n).toString(16)}:${(value & 0xffffn).toString(16)}`;
}

function groupsOf(text: string): string[] {
  return text === '' ? [] : text.split(':');
}
