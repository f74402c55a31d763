import type { Address } from './parse-address.ts';

interface Embedding {
  readonly name: string;
  /** How far the marking bits are from the right, and what they are. */
  readonly markShift: bigint;
  readonly markMask: bigint;
  readonly mark: bigint;
}

const ALL_96 = (1n << 96n) - 1n;
const ALL_32 = (1n << 32n) - 1n;

/**
 * Spellings of an IPv4 address in the last 32 bits of an IPv6 address that may itself be reachable. The others
 * (compatible, local NAT64, 6to4, Teredo) lie in blocks that are refused whatever is in them.
 */
const EMBEDDINGS: readonly Embedding[] = [
  { name: 'IPv4-mapped, RFC 4291 section 2.5.5.2', markShift: 32n, markMask: ALL_96, mark: 0xffffn },
  { name: 'NAT64, RFC 6052 section 2.1', markShift: 32n, markMask: ALL_96, mark: 0x64_ff9bn << 64n },
  { name: 'ISATAP, RFC 5214 section 6.1', markShift: 32n, markMask: ALL_32, mark: 0x0000_5efen },
  { name: 'ISATAP with a unique IPv4 address', markShift: 32n, markMask: ALL_32, mark: 0x0200_5efen },
];

/** The IPv4 address that an IPv6 address stands for, or undefined if it stands for itself. */
export function embeddedIpv4({ version, value }: Address): Address | undefined {
  if (version === 4) return undefined;
  const found = EMBEDDINGS.some(({ markShift, markMask, mark }) => ((value >> markShift) & markMask) === mark);
  return found ? { version: 4, value: value & ALL_32 } : undefined;
}
